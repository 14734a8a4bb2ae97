-- Full text. Derived: `Ledger.link` and `Ledger.search` make these from documents, passages and statements, and can make
-- them again. What may change of a document (its events, its statements, its story) is looked up when one searches.

CREATE TABLE search_document (
  first INTEGER PRIMARY KEY,           -- number of its first entry: days since year 1 (0: undated) x 2^32, and on from there
  document TEXT NOT NULL UNIQUE REFERENCES document (id),
  scheme TEXT NOT NULL,                -- how it was made; another scheme is indexed again
  titled INTEGER NOT NULL CHECK (titled IN (0, 1)),   -- whether its first entry is the title
  spans BLOB NOT NULL                  -- start and end of each entry in the text, 32 bits each; 0, 0: a title beside it
) STRICT;
CREATE INDEX search_document_scheme ON search_document (scheme);

CREATE TABLE search_speaker (
  name TEXT PRIMARY KEY,               -- as in `statement`
  folded TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- one row an entry, numbered by day: a range of days is a range of numbers, the newest are the highest. It holds no text
-- and no lengths; the words are folded and divided before they come here
CREATE VIRTUAL TABLE search_entry USING fts5(text, language, content='', columnsize=0, tokenize='ascii');

CREATE INDEX statement_speaker ON statement (speaker_name, document, start, "end");
