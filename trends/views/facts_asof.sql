-- facts_asof: what did we know at a moment of the past, each fact with its sentence, headline, URL and outlet?
-- Grain: one row per name, amount or cited source, by the version and the reading that were current then.
-- Units: moment TIMESTAMP, UTC. The columns are those of facts.
-- Leaves out: what we met or read after it; so the same moment gives the same rows whenever it is asked.
CREATE OR REPLACE MACRO facts_asof(moment) AS TABLE
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
JOIN texts_asof(moment) AS t ON t.reading_id = f.reading_id AND t.day = f.day;
