-- Statements about a dyad: both named in it, or one named and the speaker from the other.
WITH
  named AS (
    SELECT statement, list(code ORDER BY position) AS about FROM about GROUP BY statement
  ),
  wanted AS (
    SELECT s.*, n.about
    FROM statement s JOIN named n ON n.statement = s.id
    WHERE (list_contains(n.about, $a) OR s.speaker_code = $a)
      AND (list_contains(n.about, $b) OR s.speaker_code = $b)
  )
SELECT w.id AS statement, w.document, w.start, w."end", w.quote, w.speaker_name AS speaker, w.speaker_role AS role,
  w.speaker_code AS country, w.speaker_sector AS sector, w.anonymous, w.verb, w.direct, w.about,
  d.title, d.outlet, d.published, d.source,
  coalesce((
    SELECT any_value(p.language) FROM passage p
    WHERE p.document = w.document AND p.start <= w.start AND p."end" >= w."end"
  ), d.language) AS language
FROM wanted w JOIN document d ON d.id = w.document
ORDER BY d.published NULLS LAST, w.document, w.start
