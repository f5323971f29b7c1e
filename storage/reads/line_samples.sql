-- The newest articles of the outlets that are to be looked at, each by the page of its current version.
WITH asked AS (
    SELECT outlet, waiting FROM line_learnings
    WHERE waiting >= if(looked_at < $sample, $first, $later)::INTEGER
    ORDER BY waiting DESC, outlet
    LIMIT $most
),
newest AS (
    SELECT a.outlet, k.waiting, a.article_id, a.version_id, a.day, a.first_seen
    FROM articles AS a JOIN asked AS k USING (outlet)
    WHERE a.verdict = 'article'
    QUALIFY row_number() OVER (PARTITION BY a.outlet ORDER BY a.first_seen DESC, a.article_id) <= $sample
)
SELECT n.outlet, p.file, p.byte_offset, p.fetched_at
FROM newest AS n
JOIN pages AS p ON p.version_id = n.version_id
WHERE p.archived
QUALIFY row_number() OVER (PARTITION BY n.article_id ORDER BY p.fetched_at DESC) = 1
ORDER BY n.waiting DESC, n.outlet, p.fetched_at, n.article_id;
