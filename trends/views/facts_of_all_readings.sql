-- facts_of_all_readings: which facts did any reading ever find, whatever became of that reading?
-- Grain: one row per fact; an article that was read twice has its facts twice.
-- Units: fact = mention, amount, attribution; type = entity type, kind of amount or type of source;
-- name = canonical English name; value in units of unit; sentence_number from 0; offsets in code points.
-- Leaves out: candidates in doubt. To count, use facts: there each article speaks once.
CREATE OR REPLACE VIEW facts_of_all_readings AS
SELECT
    'mention' AS fact, coalesce(e.type, m.type) AS type, m.entity_id, coalesce(e.name, m.name) AS name,
    NULL::DOUBLE AS value, NULL::VARCHAR AS unit, NULL::VARCHAR AS bound, NULL::VARCHAR AS role,
    NULL::INTEGER AS range_of, NULL::INTEGER AS converts, m.surface,
    m.sentence AS sentence_number, m.char_start, m.char_end, m.cue, m.number, m.reading_id, m.day
FROM mentions_by_decision AS m
LEFT JOIN entities_by_decision AS e ON e.entity_id = m.entity_id
UNION ALL BY NAME
SELECT
    'amount' AS fact, kind AS type, value, unit, bound, role, range_of, converts, surface,
    sentence AS sentence_number, char_start, char_end, cue, number, reading_id, day
FROM amounts
UNION ALL BY NAME
SELECT
    'attribution' AS fact, type, entity_id, source AS name, surface,
    sentence AS sentence_number, char_start, char_end, cue, number, reading_id, day
FROM attributions_by_decision;
