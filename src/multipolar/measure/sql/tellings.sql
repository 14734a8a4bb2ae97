-- The best telling of every happening of a dyad: the surest (to a tenth), done before planned, the shortest.
WITH
  wanted AS (
    SELECT happening, any_value(type) AS type, any_value(mode) AS mode, any_value(quad) AS quad, any_value(score) AS score,
      any_value(status) AS status, any_value(mutual) AS mutual, any_value(day) AS day, any_value(day_kind) AS day_kind,
      any_value(n_source) AS n_source, any_value(n_story) AS n_story, any_value(confidence) AS confidence,
      CASE WHEN count(DISTINCT actor) = 1 THEN min(actor) END AS actor
    FROM act
    WHERE (actor = $a AND recipient = $b) OR (actor = $b AND recipient = $a)
    GROUP BY happening
  ),
  ranked AS (
    SELECT e.*, row_number() OVER (
      PARTITION BY e.happening
      ORDER BY round(e.confidence, 1) DESC,
        list_position(['done', 'ongoing', 'planned', 'possible', 'denied'], e.status), length(e.quote), e.id
    ) AS place
    FROM event e JOIN wanted w ON w.happening = e.happening
  )
SELECT w.*, h.date_low, h.date_high, h.n_document, h.first_published,
  r.id AS event, r.document, r.start, r."end", r.quote, r.date_quote, r.coder, r.rule, r.voice,
  s.speaker_name AS voice_name, s.speaker_role AS voice_role, s.speaker_code AS voice_code, s.anonymous AS voice_anonymous,
  d.title, d.outlet, d.published, d.source,
  coalesce((
    SELECT any_value(p.language) FROM passage p
    WHERE p.document = r.document AND p.start <= r.start AND p."end" >= r."end"
  ), d.language) AS language
FROM wanted w
JOIN happening h ON h.id = w.happening
JOIN ranked r ON r.happening = w.happening AND r.place = 1
JOIN document d ON d.id = r.document
LEFT JOIN statement s ON s.id = r.voice
ORDER BY w.happening
