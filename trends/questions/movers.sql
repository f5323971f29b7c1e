-- movers: Who gains attention and who loses it, against the days before?
-- Grain: one row per name, the largest change of share first, up or down.
-- Units: articles on the topic that name it; shares of all articles on the topic of each stretch.
-- Leaves out: undated articles; names in fewer than least articles of both stretches together.
-- Parameter: days INTEGER = 7; length of both stretches: the last days up to as_of, and as many before
-- Parameter: type VARCHAR = NULL; company, person, agency, chip, measure, country …; all by default
-- Parameter: least INTEGER = 2; how many articles a name needs in both stretches together
-- Parameter: top INTEGER = 20; how many rows
-- Parameter: as_of DATE = NULL; last day counted; by default the newest day of the news in the file
-- Example: days=7 type=company
SELECT entity_id, type, name, articles, articles_before, change, share, share_before, change_of_share, is_new, in_gap
FROM movers(days := $days, as_of := $as_of)
WHERE ($type IS NULL OR type = $type)
  AND articles + articles_before >= $least
ORDER BY abs(change_of_share) DESC, abs(change) DESC, entity_id
LIMIT $top;
