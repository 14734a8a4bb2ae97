-- Undirected dyads with their happenings. Acts without a day count in n_act, not in the days.
WITH pair AS (
  SELECT DISTINCT happening, least(actor, recipient) AS a, greatest(actor, recipient) AS b, quad, day FROM act
)
SELECT a, b, count(*) AS n_act,
  count(*) FILTER (WHERE quad <= 2) AS n_cooperation, count(*) FILTER (WHERE quad >= 3) AS n_conflict,
  min(day) AS first, max(day) AS last
FROM pair
GROUP BY a, b
ORDER BY n_act DESC, a, b
