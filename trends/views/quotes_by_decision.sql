-- quotes_by_decision: who says what where, as people decided who is who?
-- Grain: one row per row of table quotes.
-- Units: speaker_entity_id = whom the name stands for; found_id = the id that the reading gave it; speaker = its name now.
-- Leaves out: nothing; join articles on reading_id and day to count each article once, by its current reading.
CREATE OR REPLACE VIEW quotes_by_decision AS
SELECT
    q.* REPLACE (
        coalesce(f.into_id, l.into_id, q.speaker_entity_id) AS speaker_entity_id,
        coalesce(e.name, q.speaker) AS speaker
    ),
    q.speaker_entity_id AS found_id
FROM quotes AS q
LEFT JOIN entity_links AS f ON f.entity_id = q.speaker_entity_id AND f.form = q.speaker_surface
LEFT JOIN entity_links AS l ON l.entity_id = q.speaker_entity_id AND l.form IS NULL
LEFT JOIN entities_by_decision AS e ON e.entity_id = coalesce(f.into_id, l.into_id, q.speaker_entity_id);
