-- facts: what do the articles say, each fact with its sentence, headline, URL and outlet?
-- Grain: one row per name, amount or cited source at its place in the current text of an article on the topic.
-- Units: as in facts_mentions, facts_amounts, facts_attributions; fact says which of them the row is.
-- Leaves out: replaced versions and older readings (facts_asof has them); candidates in doubt; what is said and
-- when (facts_quotes, facts_dates).
CREATE OR REPLACE VIEW facts AS
SELECT
    f.fact,
    f.type,
    f.entity_id,
    f.name,
    f.value,
    f.unit,
    f.bound,
    f.role,
    f.surface,
    sentence_of(t.text, t.sentences, f.sentence_number) AS sentence,
    t.published,
    t.published_day,
    t.title,
    t.outlet,
    t.language,
    t.url,
    f.cue,
    f.number,
    f.range_of,
    f.converts,
    f.char_start,
    f.char_end,
    t.article_id,
    t.version_id,
    t.reading_id
FROM facts_of_all_readings AS f
JOIN texts AS t ON t.reading_id = f.reading_id AND t.day = f.day;
