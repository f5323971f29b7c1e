-- same-text: Which articles print the text of another one, or of a news agency?
-- Grain: one row per article that does, the newest first.
-- Units: kind = how alike: exact, near, or NULL when only the agency is known; similarity = 0 to 1; the original is the
-- first one that we saw.
-- Leaves out: undated articles; what view same_text leaves out.
-- Parameter: days INTEGER = 30; published in how many days up to as_of
-- Parameter: kind VARCHAR = NULL; exact or near; all by default
-- Parameter: agency VARCHAR = NULL; a news agency's copies only: ANSA; % for those of any
-- Parameter: top INTEGER = 50; how many rows
-- Parameter: as_of DATE = NULL; last day looked at; by default the newest day of the news in the file
-- Example: days=7 agency=ANSA
SELECT published, kind, similarity, agency, outlet, original_outlet, title, url, original_url
FROM same_text
WHERE published_day <= day_or_newest($as_of)
  AND published_day > day_or_newest($as_of) - $days
  AND ($kind IS NULL OR kind = $kind)
  AND ($agency IS NULL OR agency ILIKE $agency)
ORDER BY published DESC, url
LIMIT $top;
