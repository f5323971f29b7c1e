-- evidence: Which sentences name this?
-- Grain: one row per sentence, the newest article first.
-- Units: published_day = UTC; surface = how the sentence spells the name, at its first place there.
-- Leaves out: undated articles; articles off the topic.
-- Parameter: name NAME; name, ticker, spelling or id of what is meant
-- Parameter: days INTEGER = NULL; how many days, up to as_of; by default the whole file
-- Parameter: top INTEGER = 20; how many rows
-- Parameter: as_of DATE = NULL; last day looked at; by default the newest day of the news in the file
-- Example: name=H20 top=5
WITH spots AS (
    SELECT reading_id, day, sentence, arg_min(surface, number) AS surface
    FROM mentions_by_decision
    WHERE entity_id IN (SELECT entity_id FROM find_names($name))
    GROUP BY ALL
)
SELECT
    t.published_day,
    sentence_of(t.text, t.sentences, s.sentence) AS sentence,
    s.surface,
    t.outlet,
    t.title,
    t.url
FROM spots AS s
JOIN texts AS t ON t.reading_id = s.reading_id AND t.day = s.day
WHERE t.published_day <= day_or_newest($as_of)
  AND ($days IS NULL OR t.published_day > day_or_newest($as_of) - $days)
ORDER BY t.published DESC, t.url, s.sentence
LIMIT $top;
