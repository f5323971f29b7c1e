-- who-is-cited: On whose word does the coverage rely?
-- Grain: one row per source, the most articles first.
-- Units: articles = articles on the topic that cite it; voices = publisher families among them.
-- Leaves out: undated articles.
-- Parameter: type VARCHAR = NULL; media, person, analyst_firm or generic; all by default
-- Parameter: days INTEGER = NULL; how many days, up to as_of; by default the whole file
-- Parameter: top INTEGER = 30; how many rows
-- Parameter: as_of DATE = NULL; last day counted; by default the newest day of the news in the file
-- Example: type=media days=90
SELECT source, source_type, articles, voices, first_day, last_day, entity_id
FROM cited(days := $days, as_of := $as_of)
WHERE $type IS NULL OR source_type = $type
ORDER BY articles DESC, voices DESC, source
LIMIT $top;
