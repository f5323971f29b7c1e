-- evidence: Which sentences name this?
-- Grain: one row per sentence, the newest article first.
-- Units: published_day = UTC; surface = how the sentence spells the name, at its first place there.
-- Leaves out: undated articles; articles off the topic.
-- Parameter: name NAME; name, ticker, spelling or id of what is meant
-- Parameter: days INTEGER = NULL; how many days, up to as_of; by default the whole file
-- Parameter: top INTEGER = 20; how many rows
-- Parameter: as_of DATE = NULL; last day looked at; by default the newest day of the news in the file
-- Example: name=H20 top=5
SELECT
    any_value(published_day) AS published_day,
    any_value(sentence) AS sentence,
    arg_min(surface, number) AS surface,
    any_value(outlet) AS outlet,
    any_value(title) AS title,
    any_value(url) AS url
FROM facts_mentions
WHERE entity_id IN (SELECT entity_id FROM find_names($name))
  AND published_day <= day_or_newest($as_of)
  AND ($days IS NULL OR published_day > day_or_newest($as_of) - $days)
GROUP BY published, article_id, sentence_number
ORDER BY published DESC, article_id, sentence_number
LIMIT $top;
