-- For each fresh version the texts of other articles that may be the same and were seen before it: exact twins and
-- those with most bands in common, of the ten days before and after. Both in the order in which they were seen; of
-- fresh ones seen within a quarter of an hour, which is a poll or less, the one published first stands before, and
-- articles known as copies stand last: where an original and its copy are edited alike, the copy's new text repeats the
-- original's.
WITH known_copies AS (
    SELECT article_id FROM copies WHERE day BETWEEN getvariable('first_day') - 10 AND getvariable('last_day') + 10
),
around AS (
    SELECT
        version_id, article_id, exact, bands, first_seen,
        (time_bucket(INTERVAL 15 MINUTES, first_seen), article_id IN (FROM known_copies),
            coalesce(published, 'infinity'::TIMESTAMP), article_id, version_id) AS place,
        version_id IN (SELECT version_id FROM fresh) AS is_fresh
    FROM fingerprints
    WHERE day BETWEEN getvariable('first_day') - 10 AND getvariable('last_day') + 10
),
mine AS (
    SELECT f.*, a.place FROM fresh AS f JOIN around AS a USING (version_id)
),
met AS (
    SELECT m.version_id, a.version_id AS before
    FROM (SELECT version_id, unnest(bands) AS band FROM mine) AS m
    JOIN (SELECT version_id, unnest(bands) AS band FROM around) AS a USING (band)
    UNION ALL
    SELECT m.version_id, a.version_id AS before FROM mine AS m JOIN around AS a USING (exact)
),
shared AS (
    SELECT version_id, before, count(*) AS common FROM met GROUP BY version_id, before
),
pairs AS (
    SELECT s.version_id, s.before
    FROM shared AS s
    JOIN mine AS m ON m.version_id = s.version_id
    JOIN around AS a ON a.version_id = s.before
    WHERE a.article_id <> m.article_id
        AND CASE WHEN a.is_fresh THEN a.place < m.place ELSE a.first_seen <= m.first_seen END
    QUALIFY row_number() OVER (
        PARTITION BY s.version_id ORDER BY a.exact = m.exact DESC, s.common DESC, a.place) <= 8
)
SELECT m, o, c.original_id, c.original_version_id, coalesce(m.agency, v.agency) AS agency
FROM pairs AS p
JOIN mine AS m ON m.version_id = p.version_id
JOIN (
    FROM fingerprints WHERE day BETWEEN getvariable('first_day') - 10 AND getvariable('last_day') + 10
) AS o ON o.version_id = p.before AND o.method = m.method
JOIN article_versions AS v ON v.version_id = o.version_id AND v.day = o.day
LEFT JOIN copies AS c ON c.version_id = o.version_id AND c.day = o.day
ORDER BY m.place, o.first_seen, o.published NULLS LAST, o.article_id, o.version_id;
