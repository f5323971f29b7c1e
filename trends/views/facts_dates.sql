-- facts_dates: which times do the articles name, with the sentence that does?
-- Grain: one row per time at its place in the current text of an article on the topic.
-- Units: value = as exact as the text (2026-11-24, 2026-11, 2026-Q3, 2026-H1, 2026), NULL when told from a day that is
-- not known; until = the last of a span of time; relative = told from another day. Offsets are code points of the text,
-- half-open.
-- Leaves out: replaced versions and older readings (table date_mentions has them).
CREATE OR REPLACE VIEW facts_dates AS
SELECT
    m.value,
    m.until,
    m.relative,
    m.surface,
    sentence_of(t.text, t.sentences, m.sentence) AS sentence,
    t.published,
    t.published_day,
    t.title,
    t.outlet,
    t.language,
    t.url,
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
    t.backfilled
FROM date_mentions AS m
JOIN texts AS t ON t.reading_id = m.reading_id AND t.day = m.day;
