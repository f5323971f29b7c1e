-- edited: Which articles were changed after we first met them?
-- Grain: one row per version of an article with more than one, the newest article first.
-- Units: met = our clock when we first met that version, UTC; characters = length of its text.
-- Leaves out: articles off the topic; changes of white space alone; texts that only a newer reader made.
-- Parameter: days INTEGER = 30; published in how many days up to as_of
-- Parameter: as_of DATE = NULL; last day looked at; by default the newest day of the news in the file
-- Example: days=90
SELECT a.published, a.outlet, a.url, v.first_seen AS met, v.title, v.characters, v.version_id = a.version_id AS is_current
FROM articles AS a
JOIN article_versions AS v ON v.article_id = a.article_id AND v.day = a.day
WHERE a.versions > 1
  AND v.replaced_by IS NULL
  AND a.on_topic
  AND a.published::DATE <= day_or_newest($as_of)
  AND a.published::DATE > day_or_newest($as_of) - $days
ORDER BY a.published DESC, a.url, v.first_seen;
