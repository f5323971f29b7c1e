-- in-one-sentence: Which sentences name both, such as a chip and a country?
-- Grain: one row per sentence, the newest article first.
-- Units: published_day = UTC.
-- Leaves out: undated articles; articles off the topic; articles that name both, but never in one sentence.
-- Parameter: name NAME; name, ticker, spelling or id of the one
-- Parameter: other NAME; name, ticker, spelling or id of the other
-- Parameter: days INTEGER = NULL; how many days, up to as_of; by default the whole file
-- Parameter: top INTEGER = 20; how many rows
-- Parameter: as_of DATE = NULL; last day looked at; by default the newest day of the news in the file
-- Example: name=H20 other=China
WITH spots AS (
    SELECT reading_id, day, sentence
    FROM mentions_by_decision
    WHERE entity_id IN (SELECT entity_id FROM find_names($name))
    INTERSECT
    SELECT reading_id, day, sentence
    FROM mentions_by_decision
    WHERE entity_id IN (SELECT entity_id FROM find_names($other))
)
SELECT
    t.published_day,
    sentence_of(t.text, t.sentences, s.sentence) AS sentence,
    t.outlet,
    t.title,
    t.url
FROM spots AS s
JOIN texts AS t ON t.reading_id = s.reading_id AND t.day = s.day
WHERE t.published_day <= day_or_newest($as_of)
  AND ($days IS NULL OR t.published_day > day_or_newest($as_of) - $days)
ORDER BY t.published DESC, t.url, s.sentence
LIMIT $top;
