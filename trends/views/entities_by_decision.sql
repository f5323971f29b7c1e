-- entities_by_decision: who is who, as the catalogue, the readings and people's decisions have it?
-- Grain: one row per entity that was not merged into another.
-- Units: name = as renamed, else the catalogue's or the reading's; merged = ids of facts that stand for it, too;
-- is_renamed = somebody looked at its name (and may have kept it); first_seen = our clock at the first article that
-- names it or what was merged into it.
-- Leaves out: ids that were merged into another (find_names finds that other one by them).
CREATE OR REPLACE VIEW entities_by_decision AS
WITH renamed AS (
    SELECT entity_id, arg_max(name, number) AS name
    FROM entity_decisions
    WHERE kind = 'rename'
    GROUP BY entity_id
),
merged AS (
    SELECT l.into_id AS entity_id, min(e.first_seen) AS first_seen, list(l.entity_id ORDER BY l.entity_id) AS ids
    FROM entity_links AS l
    LEFT JOIN entities AS e ON e.entity_id = l.entity_id
    WHERE l.form IS NULL
    GROUP BY l.into_id
)
SELECT
    e.entity_id,
    e.type,
    coalesce(r.name, e.name) AS name,
    e.wikidata,
    e.country,
    e.parent,
    e.tickers,
    e.catalogued,
    least(e.first_seen, m.first_seen) AS first_seen,
    coalesce(m.ids, []) AS merged,
    r.name IS NOT NULL AS is_renamed
FROM entities AS e
LEFT JOIN renamed AS r ON r.entity_id = e.entity_id
LEFT JOIN merged AS m ON m.entity_id = e.entity_id
-- Merged away, unless a spelling of it was split off again.
WHERE NOT EXISTS (FROM entity_links AS l WHERE l.entity_id = e.entity_id AND l.form IS NULL)
   OR EXISTS (FROM entity_links AS l WHERE l.into_id = e.entity_id);
