-- entity_day and pair_day anew for the days whose articles changed.

-- :old_entities
DELETE FROM entity_day WHERE day IN (SELECT day FROM stale_days);

-- :entities
INSERT INTO entity_day BY NAME
SELECT m.day, a.published::DATE AS published_day, m.entity_id,
       count(DISTINCT m.article_id) AS articles, count(*) AS mentions
FROM mentions AS m JOIN articles AS a ON a.reading_id = m.reading_id AND a.day = m.day
WHERE m.day IN (SELECT day FROM stale_days)
GROUP BY ALL ORDER BY ALL;

-- :old_pairs
DELETE FROM pair_day WHERE day IN (SELECT day FROM stale_days);

-- :pairs
INSERT INTO pair_day BY NAME
WITH named AS (
    SELECT DISTINCT m.day, a.published::DATE AS published_day, m.article_id, m.entity_id
    FROM mentions AS m JOIN articles AS a ON a.reading_id = m.reading_id AND a.day = m.day
    WHERE m.day IN (SELECT day FROM stale_days)
)
SELECT a.day, a.published_day, a.entity_id AS entity_a, b.entity_id AS entity_b, count(*) AS articles
FROM named AS a JOIN named AS b ON a.article_id = b.article_id AND a.day = b.day AND a.entity_id < b.entity_id
GROUP BY ALL ORDER BY ALL;

-- :fresh
DELETE FROM stale_days;
