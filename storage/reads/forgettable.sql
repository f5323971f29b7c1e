-- Which of the files asked for nobody needs: a younger page with the same body may have been kept as a revisit,
-- whose body lies in the older file.
SELECT b.file FROM batch_asked AS b
WHERE NOT EXISTS (
    SELECT 1 FROM pages AS old JOIN pages AS young
        ON young.url = old.url AND young.digest = old.digest AND young.fetched_at > old.fetched_at
    WHERE old.file = b.file AND young.archived AND young.file NOT IN (SELECT file FROM batch_asked))
ORDER BY b.file;
