-- The ledger's time: first and last day of publication, and what there is.
SELECT
  (SELECT min(published) FROM document) AS first,
  (SELECT max(published) FROM document) AS last,
  (SELECT count(*) FROM document) AS n_document,
  (SELECT count(*) FROM story) AS n_story,
  (SELECT count(*) FROM event) AS n_event,
  (SELECT count(*) FROM happening) AS n_happening,
  (SELECT count(*) FROM statement) AS n_statement,
  (SELECT count(DISTINCT happening) FROM act) AS n_act
