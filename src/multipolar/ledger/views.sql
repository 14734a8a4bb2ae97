-- The tables that measures see. Tables named book_… are the record as it stands in ledger.sqlite; `plover` is plover.csv.

CREATE VIEW document AS
  SELECT d.id, s.origin AS story, d.source, d.role, d.title, d.outlet, d.published, d.language, d.truncated, d.blob, t.text
  FROM book_document d JOIN book_text t ON t.document = d.id LEFT JOIN book_story s ON s.document = d.id;

CREATE VIEW byline AS FROM book_byline;
CREATE VIEW chain AS SELECT document, position, outlet FROM book_chain;
CREATE VIEW passage AS
  SELECT p.*, coalesce((SELECT list(a.code ORDER BY a.position) FROM book_passage_about a
    WHERE a.document = p.document AND a.passage = p.position), []) AS about
  FROM book_passage p;
CREATE VIEW statement AS FROM book_statement;
CREATE VIEW about AS FROM book_about;
CREATE VIEW context AS FROM book_context;
CREATE VIEW party AS FROM book_party;
CREATE VIEW amount AS FROM book_amount;
CREATE VIEW problem AS FROM book_problem;

CREATE VIEW event AS
  SELECT e.id, e.document, t.happening, e.* EXCLUDE (id, document),
    coalesce((SELECT list(c.context ORDER BY c.position) FROM book_context c WHERE c.event = e.id), []) AS contexts
  FROM book_event e LEFT JOIN book_telling t ON t.event = e.id;

-- the publisher that a document came from: the first of its chain, else the page's own
CREATE VIEW publisher AS
  SELECT d.id AS document, coalesce(c.outlet, d.outlet) AS publisher
  FROM book_document d LEFT JOIN book_chain c ON c.document = d.id AND c.position = 0;

CREATE VIEW story AS
  SELECT s.origin AS id, s.origin, count(*) AS n_document, count(DISTINCT coalesce(d.imprint, d.outlet)) AS n_outlet
  FROM book_story s JOIN book_document d ON d.id = s.document
  GROUP BY s.origin;

-- whose text a story is: whom most of its pages name as the first of several publishers, else the publisher of its origin,
-- else of the first page that has one, else nobody known: then the story stands for itself
CREATE VIEW story_source AS
  WITH first AS (
    SELECT s.origin AS story, d.id AS document, d.published,
      coalesce(c.imprint, d.imprint) AS imprint, c.imprint IS DISTINCT FROM d.imprint AND c.imprint IS NOT NULL AS credited
    FROM book_story s JOIN book_document d ON d.id = s.document
    LEFT JOIN book_chain c ON c.document = d.id AND c.position = 0
  ),
  named AS (
    SELECT story, imprint, credited, CASE WHEN credited THEN count(*) END AS votes,
      bool_or(document = story) AS own, min(published) AS published
    FROM first WHERE imprint IS NOT NULL GROUP BY story, imprint, credited
  ),
  best AS (
    SELECT DISTINCT ON (story) story, imprint FROM named
    ORDER BY story, credited DESC, votes DESC NULLS LAST, own DESC, published NULLS LAST, imprint
  )
  SELECT DISTINCT s.origin AS story, coalesce(b.imprint, s.origin) AS source
  FROM book_story s LEFT JOIN best b ON b.story = s.origin;

CREATE VIEW happening AS
  SELECT h.id, any_value(h.lead) AS lead, any_value(h.type) AS type, any_value(h.mode) AS mode, any_value(h.status) AS status,
    any_value(h.mutual) AS mutual, any_value(h.date_low) AS date_low, any_value(h.date_high) AS date_high,
    min(d.published) AS first_published, count(*) AS n_telling, count(DISTINCT e.document) AS n_document,
    count(DISTINCT s.origin) AS n_story, count(DISTINCT p.source) AS n_source
  FROM book_happening h
  JOIN book_telling t ON t.happening = h.id
  JOIN book_event e ON e.id = t.event
  JOIN book_document d ON d.id = e.document
  JOIN book_story s ON s.document = d.id
  JOIN story_source p ON p.story = s.origin
  GROUP BY h.id;

-- the states and bodies that act for themselves in the leading telling of a happening
CREATE VIEW side AS
  SELECT DISTINCT h.id AS happening, h.mutual, p.side, p.code,
    h.lead IN (SELECT event FROM book_party WHERE side = 'recipient') AS faced
  FROM book_happening h JOIN book_party p ON p.event = h.lead
  WHERE p.code IS NOT NULL AND p.sector IS DISTINCT FROM 'REB';

CREATE VIEW pair AS
  SELECT a.happening, a.code AS actor, r.code AS recipient
  FROM side a JOIN side r ON r.happening = a.happening
  WHERE a.side = 'actor' AND r.side = 'recipient'
  UNION
  SELECT r.happening, r.code, a.code
  FROM side a JOIN side r ON r.happening = a.happening
  WHERE a.side = 'actor' AND r.side = 'recipient' AND a.mutual
  UNION
  SELECT a.happening, a.code, b.code
  FROM side a JOIN side b ON b.happening = a.happening
  WHERE a.side = 'actor' AND b.side = 'actor' AND a.mutual
    AND NOT a.faced;

CREATE VIEW act AS
  SELECT p.happening, p.actor, p.recipient, h.mutual, h.type, h.mode, t.quad, coalesce(m.score, t.score) AS score, h.status,
    CASE
      WHEN date_diff('day', h.date_low, h.date_high) <= 370
        THEN h.date_low + (date_diff('day', h.date_low, h.date_high) // 2)::INTEGER
      WHEN h.date_low IS NULL AND h.status IN ('done', 'ongoing', 'planned', 'possible') THEN h.first_published
    END AS day,
    CASE
      WHEN date_diff('day', h.date_low, h.date_high) <= 370 THEN 'told'
      WHEN h.date_low IS NULL AND h.status IN ('done', 'ongoing', 'planned', 'possible')
        AND h.first_published IS NOT NULL THEN 'published'
    END AS day_kind,
    h.n_story, h.n_source, c.confidence
  FROM pair p
  JOIN happening h ON h.id = p.happening
  JOIN plover t ON t.type = h.type AND t.mode IS NULL
  LEFT JOIN plover m ON m.type = h.type AND m.mode = h.mode
  JOIN (
    SELECT t.happening, max(e.confidence) AS confidence
    FROM book_telling t JOIN book_event e ON e.id = t.event GROUP BY t.happening
  ) c ON c.happening = p.happening
  WHERE p.actor <> p.recipient;
