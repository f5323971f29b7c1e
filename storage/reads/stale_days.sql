-- Pages that a newer reader has not read, by the day of fetching: those in the archive, and those gone from it.
WITH learnt AS (
    SELECT outlet, max(learnt_at) AS learnt_at FROM repeated_lines GROUP BY outlet
)
SELECT p.day, count(*) FILTER (p.archived), count(*) FILTER (NOT p.archived)
FROM pages AS p
LEFT JOIN articles AS a ON a.article_id = p.article_id
LEFT JOIN learnt AS l ON l.outlet = a.outlet
WHERE p.day BETWEEN $since::DATE AND $until::DATE
  AND p.fetched_at >= $since AND p.fetched_at < $until
  AND ($all_feeds OR p.feed IN (SELECT feed FROM batch_asked))
  AND ($again OR coalesce(l.learnt_at > p.read_at, false)
       OR (p.reader_version, p.extractor_version) IS DISTINCT FROM ($reader::VARCHAR, $extractor::VARCHAR))
GROUP BY p.day
ORDER BY p.day;
