-- facts-changed: What did publishers add, drop or change in articles that we had read already?
-- Grain: one row per name, cited source, amount or headline that differs between two versions in a row, newest first.
-- Units: change = added, dropped, changed; value in units of unit; met = our clock when we met the new version, UTC.
-- Leaves out: undated articles; what view facts_changed leaves out.
-- Parameter: days INTEGER = 30; published in how many days up to as_of
-- Parameter: fact VARCHAR = NULL; mention, amount, attribution, headline; all by default
-- Parameter: top INTEGER = 50; how many rows
-- Parameter: as_of DATE = NULL; last day looked at; by default the newest day of the news in the file
-- Example: days=90 fact=amount
SELECT met, outlet, change, fact, coalesce(name, role, type) AS what, surface_before, surface, value_before, value, unit, url
FROM facts_changed
WHERE published_day <= day_or_newest($as_of)
  AND published_day > day_or_newest($as_of) - $days
  AND ($fact IS NULL OR fact = $fact)
ORDER BY met DESC, url, fact, change, what, surface
LIMIT $top;
