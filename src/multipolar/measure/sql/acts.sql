-- Acts as pairs in alphabetical order with the story that told each first: one row a happening and pair, or with $directed
-- one a happening, actor and recipient. A plan counts on the day it was told where its own day comes later.
WITH
  wanted AS (
    SELECT * FROM act
    WHERE $a IS NULL
      OR (actor = $a AND recipient = $b)
      OR (NOT $directed AND actor = $b AND recipient = $a)
  ),
  placed AS (
    SELECT w.*, h.first_published,
      CASE WHEN w.status IN ('planned', 'possible') THEN least(w.day, coalesce(h.first_published, w.day)) ELSE w.day END AS on_day
    FROM wanted w JOIN happening h ON h.id = w.happening
  ),
  told AS (
    SELECT e.happening, arg_min(coalesce(d.story, d.id), coalesce(d.published, DATE '9999-12-31')) AS story
    FROM event e JOIN document d ON d.id = e.document
    WHERE e.happening IS NOT NULL
    GROUP BY e.happening
  )
SELECT
  p.happening,
  CASE WHEN $directed THEN p.actor ELSE least(p.actor, p.recipient) END AS a,
  CASE WHEN $directed THEN p.recipient ELSE greatest(p.actor, p.recipient) END AS b,
  CASE WHEN count(DISTINCT p.actor) = 1 THEN min(p.actor) END AS actor,
  p.type, p.mode, p.quad, p.score, p.status, p.on_day AS day, p.day_kind, p.n_source, p.confidence, t.story
FROM placed p JOIN told t ON t.happening = p.happening
GROUP BY ALL
ORDER BY a, b, day, p.happening
