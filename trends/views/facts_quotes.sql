-- facts_quotes: who says what, in which words, with the sentence in which it begins?
-- Grain: one row per quote at its place in the current text of an article on the topic.
-- Units: kind = direct (the speaker's own words, between marks) or indirect (the article's); speaker = English
-- canonical name, or a generic source ("people familiar"), NULL when not told; role = as printed; relay = through whom
-- it came, the outermost first; said = what is said. Offsets are code points of the text, half-open.
-- Leaves out: replaced versions and older readings (table quotes has them).
CREATE OR REPLACE VIEW facts_quotes AS
SELECT
    m.speaker,
    m.role,
    m.kind,
    m.surface AS said,
    m.relay,
    m.speaker_type,
    m.speaker_entity_id,
    sentence_of(t.text, t.sentences, m.sentence) AS sentence,
    t.published,
    t.published_day,
    t.title,
    t.outlet,
    t.language,
    t.url,
    m.cue,
    m.number,
    m.speaker_start,
    m.speaker_end,
    m.char_start,
    m.char_end,
    m.article_id,
    m.version_id,
    m.reading_id,
    m.sentence AS sentence_number,
    m.day,
    t.first_seen,
    t.backfilled
FROM quotes_by_decision AS m
JOIN texts AS t ON t.reading_id = m.reading_id AND t.day = m.day;
