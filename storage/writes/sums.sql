-- entity_day and pair_day anew for the days whose articles changed.

-- :decided
-- As in trends/views/mentions_by_decision.sql: a surface of its own first, else the rest of its id.
CREATE OR REPLACE TEMP VIEW stale_mentions AS
SELECT m.day, a.published::DATE AS published_day, m.article_id,
       coalesce(f.into_id, l.into_id, m.entity_id) AS entity_id
FROM mentions AS m JOIN articles AS a ON a.reading_id = m.reading_id AND a.day = m.day
LEFT JOIN entity_links AS f ON f.entity_id = m.entity_id AND f.form = m.surface
LEFT JOIN entity_links AS l ON l.entity_id = m.entity_id AND l.form IS NULL
WHERE m.day IN (SELECT day FROM stale_days);

-- :old_entities
DELETE FROM entity_day WHERE day IN (SELECT day FROM stale_days);

-- :entities
INSERT INTO entity_day BY NAME
SELECT day, published_day, entity_id, count(DISTINCT article_id) AS articles, count(*) AS mentions
FROM stale_mentions
GROUP BY ALL ORDER BY ALL;

-- :old_pairs
DELETE FROM pair_day WHERE day IN (SELECT day FROM stale_days);

-- :pairs
INSERT INTO pair_day BY NAME
WITH named AS (
    SELECT DISTINCT day, published_day, article_id, entity_id FROM stale_mentions
)
SELECT a.day, a.published_day, a.entity_id AS entity_a, b.entity_id AS entity_b, count(*) AS articles
FROM named AS a JOIN named AS b ON a.article_id = b.article_id AND a.day = b.day AND a.entity_id < b.entity_id
GROUP BY ALL ORDER BY ALL;

-- :fresh
DELETE FROM stale_days;
