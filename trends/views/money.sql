-- money: which sums of money are reported, each once, with the sentence that says so?
-- Grain: one row per sum at its place in the current text of an article on the topic.
-- Units: value in units of currency (ISO 4217), not of thousands or millions; value_to = upper end of a range,
-- NULL when it is none; bound = at_least, at_most, about; role NULL = the text does not say what the money is.
-- Leaves out: the same sum said again in another currency, and the upper end as a row of its own.
CREATE OR REPLACE VIEW money AS
WITH upper_ends AS (
    SELECT reading_id, day, range_of, max(value) AS value
    FROM amounts
    WHERE range_of IS NOT NULL
    GROUP BY ALL
)
SELECT
    m.role,
    m.value,
    u.value AS value_to,
    m.unit AS currency,
    m.bound,
    m.surface,
    m.sentence,
    m.published,
    m.published_day,
    m.title,
    m.outlet,
    m.language,
    m.url,
    m.article_id,
    m.reading_id,
    m.number,
    m.sentence_number
FROM facts_amounts AS m
LEFT JOIN upper_ends AS u ON u.reading_id = m.reading_id AND u.day = m.day AND u.range_of = m.number
WHERE m.kind = 'money' AND m.range_of IS NULL AND m.converts IS NULL;
