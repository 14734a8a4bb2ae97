-- Version 2: the states named in passages of other languages.

CREATE TABLE passage_about (
  document TEXT NOT NULL,
  passage INTEGER NOT NULL,            -- its position in the document
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (document, passage, position),
  FOREIGN KEY (document, passage) REFERENCES passage (document, position)
) STRICT, WITHOUT ROWID;
