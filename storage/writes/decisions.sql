-- A decision about a name, and what all of them come to.

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

-- :stale
-- The sums of all days on which an id stands that leads elsewhere from now on.
INSERT OR IGNORE INTO stale_days
SELECT DISTINCT m.day FROM mentions AS m
WHERE m.entity_id IN (
    SELECT entity_id FROM (
        (FROM batch_entity_links EXCEPT FROM entity_links) UNION ALL (FROM entity_links EXCEPT FROM batch_entity_links)
    ));

-- :old_links
DELETE FROM entity_links;

-- :links
INSERT INTO entity_links BY NAME FROM batch_entity_links;
