-- Who told a happening, independently: whose text each story is.
SELECT DISTINCT e.happening, s.story, s.source
FROM event e JOIN document d ON d.id = e.document JOIN story_source s ON s.story = coalesce(d.story, d.id)
WHERE e.happening IS NOT NULL
ORDER BY e.happening, s.source, s.story
