-- The catalogue as it is now. A row that leaves it stays, as something that was once found.

-- :new
INSERT INTO entities BY NAME
SELECT b.* FROM batch_entities AS b
WHERE NOT EXISTS (SELECT 1 FROM entities AS e WHERE e.entity_id = b.entity_id);

-- :changed
UPDATE entities AS e
SET type = b.type, name = b.name, wikidata = b.wikidata, country = b.country, parent = b.parent,
    tickers = b.tickers, cues = b.cues, details = b.details, checked = b.checked, catalogued = true
FROM (
    SELECT * EXCLUDE (first_seen) FROM batch_entities
    EXCEPT
    SELECT * EXCLUDE (first_seen) FROM entities
) AS differs
JOIN batch_entities AS b USING (entity_id)
WHERE e.entity_id = differs.entity_id;

-- :gone
UPDATE entities SET catalogued = false
WHERE catalogued AND entity_id NOT IN (SELECT entity_id FROM batch_entities);

-- :aliases_gone
-- No longer in the catalogue, or found before the catalogue had them.
DELETE FROM entity_aliases AS a
WHERE (a.origin = 'catalogue' AND NOT EXISTS (
        SELECT 1 FROM batch_entity_aliases AS b
        WHERE b.entity_id = a.entity_id AND b.form = a.form AND b.language = a.language AND b.weak = a.weak))
   OR (a.origin = 'found' AND EXISTS (
        SELECT 1 FROM batch_entity_aliases AS b WHERE b.entity_id = a.entity_id AND b.form = a.form));

-- :aliases_new
INSERT INTO entity_aliases BY NAME
SELECT b.* FROM batch_entity_aliases AS b
WHERE NOT EXISTS (
    SELECT 1 FROM entity_aliases AS a
    WHERE a.entity_id = b.entity_id AND a.form = b.form AND a.language = b.language);
