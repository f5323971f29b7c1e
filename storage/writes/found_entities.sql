-- What the readings just written name, after readings.sql: the unknown get a row, the known a first sight.

-- :named
CREATE OR REPLACE TEMP TABLE named AS
SELECT m.entity_id, m.type, m.name, m.surface, a.first_seen, m.reading_id, m.number
FROM batch_mentions AS m JOIN written AS w USING (reading_id)
JOIN articles AS a ON a.article_id = m.article_id AND a.day = w.day
WHERE a.day BETWEEN getvariable('first_day') AND getvariable('last_day')
UNION ALL
SELECT s.entity_id, split_part(s.entity_id, ':', 1), s.source, s.surface, a.first_seen, s.reading_id, s.number
FROM batch_attributions AS s JOIN written AS w USING (reading_id)
JOIN articles AS a ON a.article_id = s.article_id AND a.day = w.day
WHERE s.entity_id IS NOT NULL
  AND a.day BETWEEN getvariable('first_day') AND getvariable('last_day');

-- :new
INSERT INTO entities BY NAME
SELECT entity_id, arg_min(type, (first_seen, reading_id, number)) AS type,
       arg_min(name, (first_seen, reading_id, number)) AS name, [] AS tickers, [] AS cues,
       false AS catalogued, min(first_seen) AS first_seen
FROM named AS n
WHERE NOT EXISTS (SELECT 1 FROM entities AS e WHERE e.entity_id = n.entity_id)
GROUP BY entity_id ORDER BY entity_id;

-- :sighted
UPDATE entities AS e SET first_seen = n.first_seen
FROM (SELECT entity_id, min(first_seen) AS first_seen FROM named GROUP BY entity_id) AS n
WHERE e.entity_id = n.entity_id AND (e.first_seen IS NULL OR e.first_seen > n.first_seen);

-- :aliases
INSERT INTO entity_aliases BY NAME
SELECT entity_id, surface AS form, '' AS language, false AS weak, 'found' AS origin, min(first_seen) AS first_seen
FROM named AS n
WHERE NOT EXISTS (SELECT 1 FROM entity_aliases AS a WHERE a.entity_id = n.entity_id AND a.form = n.surface)
GROUP BY entity_id, surface ORDER BY entity_id, surface;

-- :aliases_sighted
UPDATE entity_aliases AS a SET first_seen = n.first_seen
FROM (SELECT entity_id, surface, min(first_seen) AS first_seen FROM named GROUP BY entity_id, surface) AS n
WHERE a.entity_id = n.entity_id AND a.form = n.surface AND a.origin = 'found' AND a.first_seen > n.first_seen;
