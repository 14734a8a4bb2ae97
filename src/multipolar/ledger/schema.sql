-- Version 1 of the book. Days are ISO text, flags are 0 or 1, lists are child tables with a position.

CREATE TABLE document (
  number INTEGER PRIMARY KEY,          -- order of admission
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('article', 'teaser')),
  title TEXT,
  outlet TEXT,
  published TEXT,
  language TEXT NOT NULL,
  truncated INTEGER NOT NULL CHECK (truncated IN (0, 1)),
  blob TEXT,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE byline (
  document TEXT NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE chain (
  document TEXT NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,
  outlet TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE passage (
  document TEXT NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  language TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  speaker_name TEXT NOT NULL,
  speaker_role TEXT,
  speaker_code TEXT,
  speaker_sector TEXT,
  speaker_start INTEGER NOT NULL,
  speaker_end INTEGER NOT NULL,
  anonymous INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
  verb TEXT,
  direct INTEGER NOT NULL CHECK (direct IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_document ON statement (document, position);

CREATE TABLE about (
  statement TEXT NOT NULL REFERENCES statement (id),
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (statement, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  mutual INTEGER NOT NULL CHECK (mutual IN (0, 1)),
  type TEXT NOT NULL,
  mode TEXT,
  cameo TEXT,
  status TEXT NOT NULL CHECK (status IN ('done', 'ongoing', 'planned', 'possible', 'denied')),
  date_low TEXT,
  date_high TEXT CHECK ((date_low IS NULL) = (date_high IS NULL) AND date_low <= date_high),
  date_quote TEXT,
  voice TEXT REFERENCES statement (id),
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  coder TEXT NOT NULL,
  rule TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX event_document ON event (document, position);

CREATE TABLE context (
  event TEXT NOT NULL REFERENCES event (id),
  position INTEGER NOT NULL,
  context TEXT NOT NULL,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE party (
  event TEXT NOT NULL REFERENCES event (id),
  side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
  position INTEGER NOT NULL,
  code TEXT,
  sector TEXT,
  name TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (event, side, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE amount (
  event TEXT NOT NULL REFERENCES event (id),
  position INTEGER NOT NULL,
  value REAL NOT NULL,
  high REAL,
  unit TEXT NOT NULL,
  item TEXT,
  approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
  period_low TEXT,
  period_high TEXT,
  source TEXT,
  quote TEXT NOT NULL,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE problem (
  number INTEGER PRIMARY KEY,
  stage TEXT NOT NULL,
  source TEXT NOT NULL,
  what TEXT NOT NULL,
  document TEXT,                        -- may name a document that was turned away
  UNIQUE (stage, source, what)
) STRICT;

-- Derived: `Ledger.link` makes these from the tables above, and can make them again.

CREATE TABLE sketch (
  document TEXT PRIMARY KEY REFERENCES document (id),
  scheme TEXT NOT NULL,                 -- how it was made; another scheme is sketched again
  size INTEGER NOT NULL,                -- distinct shingles
  digest BLOB NOT NULL,                 -- MinHash of the shingles
  keys BLOB NOT NULL                    -- sampled longer shingles
) STRICT, WITHOUT ROWID;

CREATE TABLE likeness (                 -- of every pair of documents that was compared
  document TEXT NOT NULL REFERENCES document (id),
  other TEXT NOT NULL REFERENCES document (id),
  shared INTEGER NOT NULL,              -- distinct shingles in both
  swapped REAL NOT NULL,                -- share of the names in the same places that differ
  PRIMARY KEY (document, other),
  CHECK (document < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX likeness_other ON likeness (other);

CREATE TABLE story (
  document TEXT PRIMARY KEY REFERENCES document (id),
  origin TEXT NOT NULL REFERENCES document (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE happening (
  id TEXT PRIMARY KEY REFERENCES event (id),   -- its first telling
  lead TEXT NOT NULL REFERENCES event (id),    -- the telling whose sides and type stand for it
  type TEXT NOT NULL,
  mode TEXT,
  status TEXT NOT NULL,
  mutual INTEGER NOT NULL,
  date_low TEXT,
  date_high TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE telling (
  event TEXT PRIMARY KEY REFERENCES event (id),
  happening TEXT NOT NULL REFERENCES happening (id)
) STRICT, WITHOUT ROWID;
