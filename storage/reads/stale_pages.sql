-- The pages of one day that stale_days.sql counts, as far as they are in the archive.
WITH learnt AS (
    SELECT outlet, max(learnt_at) AS learnt_at FROM repeated_lines GROUP BY outlet
)
SELECT p.url, p.final_url, p.status, p.digest, p.file, p.byte_offset, p.byte_length, p.fetched_at, p.feed,
       coalesce(a.outlet, f.outlet), a.url
FROM pages AS p
LEFT JOIN articles AS a ON a.article_id = p.article_id
LEFT JOIN feeds AS f ON f.feed = p.feed
LEFT JOIN learnt AS l ON l.outlet = a.outlet
WHERE p.day = $day AND p.archived
  AND p.fetched_at >= $since AND p.fetched_at < $until
  AND ($all_feeds OR p.feed IN (SELECT feed FROM batch_asked))
  AND ($again OR coalesce(l.learnt_at > p.read_at, false)
       OR (p.reader_version, p.extractor_version) IS DISTINCT FROM ($reader::VARCHAR, $extractor::VARCHAR))
ORDER BY p.fetched_at, p.page_id;
