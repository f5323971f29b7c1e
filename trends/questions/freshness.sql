-- freshness: How fresh is this file, and what is in it?
-- Grain: one row: the newest release, which is the file that you are reading.
-- Units: published_at = when it was made, newest = newest published article in it, both UTC; rows by table.
-- Leaves out: older releases (table releases has them).
SELECT number, published_at, newest, extractor_version, chipwatch_version, schema_number, rows
FROM releases
ORDER BY number DESC
LIMIT 1;
