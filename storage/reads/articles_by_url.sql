-- The article to which an entry with each of these canonical URLs led, whichever feed showed it. The same story has
-- about the same day in every feed: bounded by it, old parts of the table are not read.
WITH met AS MATERIALIZED (
    SELECT e.url, e.article_id
    FROM entries AS e SEMI JOIN batch_asked AS b USING (url)
    WHERE e.day BETWEEN $first AND $last
)
SELECT met.url, min(a.url)
FROM articles AS a JOIN met USING (article_id)
WHERE a.verdict = 'article'
GROUP BY met.url;
