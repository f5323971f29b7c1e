-- facts_attributions: on whose word do the articles rely, with the sentence that says so?
-- Grain: one row per source and article, at the place where the current text first cites it.
-- Units: source = English canonical name, or a generic source ("people familiar"); source_type = media, person,
-- analyst_firm, generic. char_start, char_end = code points of the text, half-open.
-- Leaves out: replaced versions and older readings (table attributions has them).
CREATE OR REPLACE VIEW facts_attributions AS
SELECT
    m.source,
    m.type AS source_type,
    m.entity_id,
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
FROM attributions_by_decision AS m
JOIN texts AS t ON t.reading_id = m.reading_id AND t.day = m.day;
