-- Fingerprints of versions that have none yet, after articles.sql.

-- :fresh
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT b.* REPLACE (a.day AS day, a.published AS published), v.agency
FROM batch_fingerprints AS b
JOIN touched AS t ON t.article_id = b.article_id
JOIN articles AS a ON a.article_id = b.article_id AND a.day = t.day
JOIN article_versions AS v ON v.version_id = b.version_id AND v.day = t.day
WHERE NOT EXISTS (
    SELECT 1 FROM fingerprints AS f
    WHERE f.version_id = b.version_id AND f.method = b.method
      AND f.day BETWEEN getvariable('first_day') AND getvariable('last_day'));

-- :new
INSERT INTO fingerprints BY NAME SELECT * EXCLUDE (agency) FROM fresh ORDER BY day;
