-- facts_amounts: which numbers are reported, with the sentence that says so?
-- Grain: one row per amount at its place in the current text of an article on the topic.
-- Units: value in units of unit (ISO 4217 for money; percent …; the noun of a quantity); bound = at_least, at_most,
-- about; role = what the money is, NULL when unsure. char_start, char_end = code points of the text, half-open.
-- range_of, converts = number of another amount of the same article: this is the upper end of that one, or says it
-- again in another currency. View money leaves both out, so that nothing is counted twice.
-- Leaves out: replaced versions and older readings (table amounts has them).
CREATE OR REPLACE VIEW facts_amounts AS
SELECT
    m.kind,
    m.value,
    m.unit,
    m.bound,
    m.role,
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
    m.range_of,
    m.converts,
    m.char_start,
    m.char_end,
    m.article_id,
    m.version_id,
    m.reading_id,
    m.sentence AS sentence_number,
    m.day,
    t.first_seen,
    t.backfilled
FROM amounts AS m
JOIN texts AS t ON t.reading_id = m.reading_id AND t.day = m.day;
