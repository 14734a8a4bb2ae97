-- Who told a happening, independently: the first publisher of the story, else the story itself.
WITH
  origin AS (
    SELECT d.id AS document, coalesce(d.story, d.id) AS story FROM document d
  ),
  publisher AS (
    SELECT d.id AS story, lower(coalesce(c.outlet, d.outlet, d.id)) AS source
    FROM document d LEFT JOIN chain c ON c.document = d.id AND c.position = 0
  )
SELECT DISTINCT e.happening, o.story, p.source
FROM event e JOIN origin o ON o.document = e.document JOIN publisher p ON p.story = o.story
WHERE e.happening IS NOT NULL
ORDER BY e.happening, p.source, o.story
