-- mentions_by_decision: who and what is named where, as people decided who is who?
-- Grain: one row per row of table mentions.
-- Units: entity_id = whom the name stands for; found_id = the id that the reading gave it; the rest as in mentions.
-- Leaves out: nothing; join articles on reading_id and day to count each article once, by its current reading.
CREATE OR REPLACE VIEW mentions_by_decision AS
SELECT m.* REPLACE (coalesce(f.into_id, l.into_id, m.entity_id) AS entity_id), m.entity_id AS found_id
FROM mentions AS m
-- A surface that was split off goes first, else what holds for the whole id.
LEFT JOIN entity_links AS f ON f.entity_id = m.entity_id AND f.form = m.surface
LEFT JOIN entity_links AS l ON l.entity_id = m.entity_id AND l.form IS NULL;
