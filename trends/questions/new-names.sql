-- new-names: Which names appeared for the first time, and where?
-- Grain: one row per name, the newest first.
-- Units: published = of the earliest article of the file that names it, UTC.
-- Leaves out: names that only undated articles have; how new a name is in the world: the file knows its own past only.
-- Parameter: days INTEGER = 30; how many days, up to as_of
-- Parameter: type VARCHAR = NULL; company, person, agency, chip, measure, country …; all by default
-- Parameter: top INTEGER = 30; how many rows
-- Parameter: as_of DATE = NULL; last day looked at; by default the newest day of the news in the file
-- Example: type=company days=7
SELECT published_day, name, type, sentence, outlet, url, entity_id
FROM first_named
WHERE published_day <= day_or_newest($as_of)
  AND published_day > day_or_newest($as_of) - $days
  AND ($type IS NULL OR type = $type)
ORDER BY published DESC, entity_id
LIMIT $top;
