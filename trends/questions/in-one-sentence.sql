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
SELECT
    any_value(published_day) AS published_day,
    any_value(sentence) AS sentence,
    any_value(outlet) AS outlet,
    any_value(title) AS title,
    any_value(url) AS url
FROM facts_mentions
WHERE published_day <= day_or_newest($as_of)
  AND ($days IS NULL OR published_day > day_or_newest($as_of) - $days)
GROUP BY published, article_id, sentence_number
HAVING bool_or(entity_id IN (SELECT entity_id FROM find_names($name)))
   AND bool_or(entity_id IN (SELECT entity_id FROM find_names($other)))
ORDER BY published DESC, article_id, sentence_number
LIMIT $top;
