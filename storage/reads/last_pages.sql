-- The newest fetch of each URL that is still in the archive.
SELECT url, final_url, status, digest, file, byte_offset, byte_length, fetched_at
FROM pages
WHERE url IN (SELECT url FROM batch_asked) AND archived
QUALIFY row_number() OVER (PARTITION BY url ORDER BY fetched_at DESC) = 1;
