-- facts_mentions: who and what is named where, with the sentence that says so?
-- Grain: one row per name at its place in the current text of an article on the topic.
-- Units: char_start, char_end = code points of that text, half-open; confidence = 0 to 1.
-- name = canonical English name; surface = the characters themselves; cue = what made us think so;
-- found_id = the id that the reading gave, before people decided who is who.
-- Leaves out: replaced versions and older readings (table mentions has them); candidates in doubt.
CREATE OR REPLACE VIEW facts_mentions AS
SELECT
    m.entity_id,
    coalesce(e.type, m.type) AS type,
    coalesce(e.name, m.name) AS name,
    m.surface,
    sentence_of(t.text, t.sentences, m.sentence) AS sentence,
    t.published,
    t.published_day,
    t.title,
    t.outlet,
    t.language,
    t.url,
    m.confidence,
    m.cue,
    m.number,
    m.char_start,
    m.char_end,
    m.article_id,
    m.version_id,
    m.reading_id,
    m.sentence AS sentence_number,
    m.day,
    t.first_seen,
    t.backfilled,
    m.found_id
FROM mentions_by_decision AS m
JOIN texts AS t ON t.reading_id = m.reading_id AND t.day = m.day
LEFT JOIN entities_by_decision AS e ON e.entity_id = m.entity_id;
