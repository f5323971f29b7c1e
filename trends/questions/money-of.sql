-- money-of: Which sums of money stand in the same sentence as a name?
-- Grain: one row per sum in an article, the newest first.
-- Units: value in units of the currency; value_to = upper end of a range.
-- Leaves out: undated articles; the same sum said again in another currency. A sentence with both does not yet say that the money is theirs.
-- Parameter: name NAME; name, ticker, spelling or id of what is meant
-- Parameter: days INTEGER = NULL; how many days, up to as_of; by default the whole file
-- Parameter: top INTEGER = 30; how many rows
-- Parameter: as_of DATE = NULL; last day counted; by default the newest day of the news in the file
-- Example: name=Nvidia
SELECT value, value_to, currency, bound, role, sentence, published_day, outlet, url
FROM money AS s
WHERE EXISTS (
        FROM mentions_by_decision AS m
        WHERE m.reading_id = s.reading_id AND m.sentence = s.sentence_number
          AND m.entity_id IN (SELECT entity_id FROM find_names($name))
    )
  AND published_day <= day_or_newest($as_of)
  AND ($days IS NULL OR published_day > day_or_newest($as_of) - $days)
ORDER BY published DESC, article_id, number
LIMIT $top;
