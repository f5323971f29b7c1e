-- movers: Who gains attention and who loses it, against the days before?
-- Grain: one row per name, the largest change of share first, up or down.
-- Units: articles, before = articles on the topic that name it, in each stretch; share = of the last days' articles on
-- the topic; change_of_share = against the share of the days before.
-- Leaves out: undated articles; names in fewer than least articles of both stretches together.
-- Parameter: days INTEGER = 7; length of both stretches: the last days up to as_of, and as many before
-- Parameter: type VARCHAR = NULL; company, person, agency, chip, measure, country …; all by default
-- Parameter: least INTEGER = 2; how many articles a name needs in both stretches together
-- Parameter: top INTEGER = 20; how many rows
-- Parameter: as_of DATE = NULL; last day counted; by default the newest day of the news in the file
-- Example: days=7 type=company
SELECT name, type, articles, articles_before AS before, share, change_of_share, is_new, in_gap
FROM movers(days := $days, as_of := $as_of)
WHERE ($type IS NULL OR type = $type)
  AND articles + articles_before >= $least
ORDER BY abs(change_of_share) DESC, abs(change) DESC, entity_id
LIMIT $top;
