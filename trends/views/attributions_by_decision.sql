-- attributions_by_decision: who is cited where, as people decided who is who?
-- Grain: one row per row of table attributions.
-- Units: entity_id = whom the name stands for; found_id = the id that the reading gave it; source = its name now.
-- Leaves out: nothing; join articles on reading_id and day to count each article once, by its current reading.
CREATE OR REPLACE VIEW attributions_by_decision AS
SELECT
    a.* REPLACE (coalesce(f.into_id, l.into_id, a.entity_id) AS entity_id, coalesce(e.name, a.source) AS source),
    a.entity_id AS found_id
FROM attributions AS a
LEFT JOIN entity_links AS f ON f.entity_id = a.entity_id AND f.form = a.surface
LEFT JOIN entity_links AS l ON l.entity_id = a.entity_id AND l.form IS NULL
LEFT JOIN entities_by_decision AS e ON e.entity_id = coalesce(f.into_id, l.into_id, a.entity_id);
