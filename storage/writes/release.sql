-- A release is announced in the work file before the copy is made, so that the copy says what it is.

-- :forgotten
-- Announced before, and never out: its process was killed, or its disk was full.
DELETE FROM releases WHERE number >= getvariable('number');

-- :announced
INSERT INTO releases BY NAME
SELECT getvariable('number') AS number, getvariable('published_at') AS published_at,
       (SELECT max(published) FROM articles) AS newest,
       (SELECT max(number) FROM migrations) AS schema_number,
       version() AS duckdb_version, getvariable('chipwatch_version') AS chipwatch_version,
       (SELECT arg_max(extractor_version, read_at) FROM readings) AS extractor_version,
       getvariable('rows') AS rows;

-- :in_it
UPDATE runs SET release = getvariable('number') WHERE release IS NULL;
