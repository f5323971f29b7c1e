-- A decision about a name, what all of them come to, and the sums that it moves. Of a day only the rows of the
-- entities concerned: whole days would be most of the file where somebody is merged into Nvidia.

-- :decided
INSERT INTO entity_decisions BY NAME FROM batch_entity_decisions;

-- :new
-- A spelling split off for somebody whom the file didn't know.
INSERT INTO entities BY NAME
SELECT d.into_id AS entity_id, split_part(d.into_id, ':', 1) AS type, d.form AS name, [] AS tickers, [] AS cues,
       false AS catalogued,
       (SELECT min(a.first_seen) FROM entity_aliases AS a WHERE a.entity_id = d.entity_id AND a.form = d.form) AS first_seen
FROM batch_entity_decisions AS d
WHERE d.kind = 'split' AND NOT EXISTS (SELECT 1 FROM entities AS e WHERE e.entity_id = d.into_id);

-- :moved
-- Ids of facts that lead elsewhere from now on.
CREATE OR REPLACE TEMP TABLE moved AS
SELECT DISTINCT entity_id FROM (
    (FROM batch_entity_links EXCEPT FROM entity_links) UNION ALL (FROM entity_links EXCEPT FROM batch_entity_links)
);

-- :concerned
-- Entities that lose or gain by it.
CREATE OR REPLACE TEMP TABLE concerned AS
SELECT entity_id FROM moved
UNION SELECT into_id FROM entity_links WHERE entity_id IN (FROM moved)
UNION SELECT into_id FROM batch_entity_links WHERE entity_id IN (FROM moved);

-- :moved_days
CREATE OR REPLACE TEMP TABLE moved_days AS
SELECT DISTINCT day FROM mentions
WHERE entity_id IN (FROM moved) AND day NOT IN (FROM stale_days);

-- :old_links
DELETE FROM entity_links;

-- :links
INSERT INTO entity_links BY NAME FROM batch_entity_links;

-- :seen
-- As in sums.sql, for these days.
CREATE OR REPLACE TEMP TABLE seen AS
SELECT m.day, a.published::DATE AS published_day, m.article_id,
       coalesce(f.into_id, l.into_id, m.entity_id) AS entity_id, count(*) AS mentions
FROM mentions AS m JOIN articles AS a ON a.reading_id = m.reading_id AND a.day = m.day
LEFT JOIN entity_links AS f ON f.entity_id = m.entity_id AND f.form = m.surface
LEFT JOIN entity_links AS l ON l.entity_id = m.entity_id AND l.form IS NULL
WHERE m.day IN (FROM moved_days)
GROUP BY ALL;

-- :old_entities
DELETE FROM entity_day WHERE day IN (FROM moved_days) AND entity_id IN (FROM concerned);

-- :entities
INSERT INTO entity_day BY NAME
SELECT day, published_day, entity_id, count(*) AS articles, sum(mentions)::INTEGER AS mentions
FROM seen
WHERE entity_id IN (FROM concerned)
GROUP BY ALL ORDER BY ALL;

-- :old_pairs
DELETE FROM pair_day
WHERE day IN (FROM moved_days) AND (entity_a IN (FROM concerned) OR entity_b IN (FROM concerned));

-- :pairs
INSERT INTO pair_day BY NAME
WITH pairs AS (
    SELECT DISTINCT a.day, a.published_day, a.article_id,
           least(a.entity_id, b.entity_id) AS entity_a, greatest(a.entity_id, b.entity_id) AS entity_b
    FROM seen AS a JOIN seen AS b ON a.article_id = b.article_id AND a.day = b.day AND a.entity_id <> b.entity_id
    WHERE a.entity_id IN (FROM concerned)
)
SELECT day, published_day, entity_a, entity_b, count(*) AS articles
FROM pairs
GROUP BY ALL ORDER BY ALL;
