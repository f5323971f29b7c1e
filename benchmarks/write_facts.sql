-- The large file of write_facts.py: `articles` articles over two years, twenty mentions each, in the order of
-- days. Ids are hashes, as in life: no order of theirs helps the database.
CREATE TEMP TABLE made AS
SELECT n, (hash(n) >> 1)::BIGINT AS article_id,
       (hash(n + 1_000_000_000) >> 1)::BIGINT AS version_id,
       (hash(n + 2_000_000_000) >> 1)::BIGINT AS reading_id,
       DATE '2024-11-20' + (n * 730 // getvariable('articles'))::INTEGER AS day
FROM range(getvariable('articles')) AS r (n);

INSERT INTO articles BY NAME
SELECT article_id, day, 'https://gazette.example/old/' || n AS url, 'gazette' AS feed,
       'A headline ' || n AS title, 'en' AS language, 'article' AS verdict, day::TIMESTAMP AS published,
       'sure' AS published_confidence, day::TIMESTAMP AS first_seen, false AS backfilled, 1 AS versions,
       version_id, reading_id, true AS on_topic, 0.9 AS score, 'old' AS run_id
FROM made ORDER BY n;

INSERT INTO entries BY NAME
SELECT (hash(n + 3_000_000_000) >> 1)::BIGINT AS entry_id, day, 'gazette' AS feed, 'old-' || n AS id,
       'https://gazette.example/old/' || n AS url, article_id, 'A headline ' || n AS title, [] AS tags,
       day::TIMESTAMP AS published, 'sure' AS published_confidence, day::TIMESTAMP AS first_seen,
       day::TIMESTAMP AS last_seen, false AS backfilled, 'old' AS run_id
FROM made ORDER BY n;

INSERT INTO article_versions BY NAME
SELECT version_id, day, article_id, 'article' AS verdict, 'A headline ' || n AS title, [] AS authors,
       'en' AS language, 'sure' AS published_confidence, n || getvariable('text') AS text,
       md5(n::VARCHAR) AS text_sha256, 1500 AS characters, [] AS sections, [] AS tags, [] AS removed,
       MAP {} AS extras, day::TIMESTAMP AS first_seen, 'old' AS run_id
FROM made ORDER BY n;

INSERT INTO readings BY NAME
SELECT reading_id, day, article_id, version_id, '1' AS extractor_version, md5(n::VARCHAR) AS text_sha256,
       true AS on_topic, 0.9 AS score, [] AS topics, [] AS why, [] AS sentences, 20 AS mentions,
       0 AS candidates, 0 AS amounts, 0 AS attributions, md5(n::VARCHAR) AS facts_sha256,
       day::TIMESTAMP AS read_at, 'old' AS run_id
FROM made ORDER BY n;

INSERT INTO mentions BY NAME
SELECT reading_id, day, article_id, version_id, k::INTEGER AS number, 'company' AS type,
       'company:' || (hash(n * 20 + k) % 5000) AS entity_id, 'Company' AS name, 'Company' AS surface,
       (k * 60)::INTEGER AS char_start, (k * 60 + 7)::INTEGER AS char_end, k::INTEGER AS sentence,
       0.9 AS confidence, 'catalogue' AS cue
FROM made, range(20) AS f (k) ORDER BY n, k;
