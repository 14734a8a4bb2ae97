-- Version 3: which reading told what, and what persons say of it. Rows are only ever added: what is current follows from them.

CREATE TABLE run (                       -- one run of the program that wrote to the book
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  began TEXT NOT NULL,                   -- UTC; to be read, never to be sorted by: clocks go back
  program TEXT NOT NULL,                 -- its version
  command TEXT NOT NULL
) STRICT;

CREATE TABLE coding (                    -- a document coded once by one edition of a coder
  number INTEGER PRIMARY KEY,            -- a later one supersedes the earlier ones of its document
  id TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL REFERENCES document (id),
  coder TEXT NOT NULL,                   -- name and edition; '' where nobody says
  run INTEGER REFERENCES run (number)
) STRICT;
CREATE INDEX coding_document ON coding (document, number);

CREATE TABLE told (                      -- the events of a coding
  coding INTEGER NOT NULL REFERENCES coding (number),
  position INTEGER NOT NULL,
  event TEXT NOT NULL REFERENCES event (id),
  PRIMARY KEY (coding, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_event ON told (event);

CREATE TABLE said (                      -- the statements of a coding
  coding INTEGER NOT NULL REFERENCES coding (number),
  position INTEGER NOT NULL,
  statement TEXT NOT NULL REFERENCES statement (id),
  PRIMARY KEY (coding, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX said_statement ON said (statement);

CREATE TABLE review (                    -- what a person says of an event
  number INTEGER PRIMARY KEY,            -- the latest that stands counts
  id TEXT NOT NULL UNIQUE,
  event TEXT NOT NULL REFERENCES event (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('confirm', 'reject', 'correct', 'undo')),
  correction TEXT REFERENCES event (id), -- the event that stands instead
  undoes TEXT REFERENCES review (id),
  reviewer TEXT NOT NULL,
  reason TEXT NOT NULL,
  made TEXT NOT NULL,                    -- UTC
  run INTEGER NOT NULL REFERENCES run (number),
  CHECK ((verdict = 'correct') = (correction IS NOT NULL)),
  CHECK ((verdict = 'undo') = (undoes IS NOT NULL))
) STRICT;
CREATE INDEX review_event ON review (event, number);
CREATE INDEX review_correction ON review (correction);
CREATE INDEX review_undoes ON review (undoes);

CREATE INDEX party_code ON party (code);

ALTER TABLE problem ADD COLUMN run INTEGER REFERENCES run (number);   -- the first that met it

INSERT INTO coding (id, document, coder)
  SELECT 'first of ' || d.id, d.id, coalesce((SELECT min(e.coder) FROM event e WHERE e.document = d.id), '') FROM document d ORDER BY d.number;
INSERT INTO told SELECT c.number, e.position, e.id FROM event e JOIN coding c ON c.document = e.document;
INSERT INTO said SELECT c.number, s.position, s.id FROM statement s JOIN coding c ON c.document = s.document;

CREATE VIEW current_coding AS
  SELECT number, document, coder FROM coding c
  WHERE NOT EXISTS (SELECT 1 FROM coding later WHERE later.document = c.document AND later.number > c.number);

-- the events of the latest coding of each document: the book without reviews
CREATE VIEW coded AS
  SELECT t.event, t.position, 0 AS confirmed FROM current_coding c JOIN told t ON t.coding = c.number;

-- the latest review of each event that nobody has undone
CREATE VIEW verdict AS
  SELECT r.number, r.id, r.event, r.verdict, r.correction, r.reviewer FROM review r
  WHERE r.verdict <> 'undo' AND NOT EXISTS (SELECT 1 FROM review u WHERE u.undoes = r.id)
    AND NOT EXISTS (
      SELECT 1 FROM review later
      WHERE later.event = r.event AND later.number > r.number AND later.verdict <> 'undo'
        AND NOT EXISTS (SELECT 1 FROM review u WHERE u.undoes = later.id)
    );

CREATE VIEW codes AS                     -- who takes part, as one text: to tell like events by
  SELECT e.id AS event, (
    SELECT group_concat(party, '; ') FROM (
      SELECT p.side || ' ' || coalesce(p.code, p.name) || ' ' || coalesce(p.sector = 'REB', 0) AS party
      FROM party p WHERE p.event = e.id ORDER BY party
    )
  ) AS codes
  FROM event e;

-- an event of the latest coding that tells what a person has judged before, in the words of an earlier coding or in his own;
-- CROSS JOIN begins with the few verdicts: SQLite would begin with all the events
CREATE VIEW settled AS
  SELECT DISTINCT n.id AS event, v.event AS judged
  FROM verdict v
  CROSS JOIN event r ON r.id = v.event OR r.id = v.correction
  CROSS JOIN event n ON n.document = r.document AND n.type = r.type AND n.start < r."end" AND r.start < n."end" AND n.id <> r.id
  CROSS JOIN coded c ON c.event = n.id
  WHERE NOT EXISTS (SELECT 1 FROM coded same WHERE same.event = r.id)
    AND NOT EXISTS (SELECT 1 FROM verdict own WHERE own.event = n.id)
    AND (SELECT codes FROM codes WHERE event = n.id) IS (SELECT codes FROM codes WHERE event = r.id);

-- events of the latest coding that do not count: rejected, corrected or settled before
CREATE VIEW withheld AS
  SELECT event FROM verdict WHERE verdict <> 'confirm' UNION SELECT event FROM settled;

-- events that count though the latest coding does not tell them: corrections, and what a person confirmed before it
CREATE VIEW upheld AS
  SELECT v.event FROM verdict v
  WHERE v.verdict = 'confirm' AND NOT EXISTS (SELECT 1 FROM coded c WHERE c.event = v.event)
    AND (EXISTS (SELECT 1 FROM told t WHERE t.event = v.event)
      OR EXISTS (SELECT 1 FROM verdict w WHERE w.correction = v.event))
  UNION
  SELECT v.correction FROM verdict v
  WHERE v.correction IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM verdict w WHERE w.event = v.correction AND w.verdict <> 'confirm')
    AND NOT EXISTS (SELECT 1 FROM coded c WHERE c.event = v.correction);

-- the book as it stands: the latest coding as persons have judged it; what they let stand outlives its coding
CREATE VIEW present AS
  SELECT c.event, c.position, c.event IN (SELECT event FROM verdict) AS confirmed
  FROM coded c WHERE c.event NOT IN (SELECT event FROM withheld)
  UNION ALL
  SELECT u.event, e.position, 1 FROM upheld u JOIN event e ON e.id = u.event;

CREATE VIEW coded_statement AS
  SELECT s.statement, s.position FROM current_coding c JOIN said s ON s.coding = c.number;

-- the statements of the latest coding, and in whose voice an event of an earlier one is that a person let stand
CREATE VIEW current_statement AS
  SELECT statement, position FROM coded_statement
  UNION
  SELECT s.id, s.position FROM upheld u JOIN event e ON e.id = u.event JOIN statement s ON s.id = e.voice;
