-- coverage: How much news was there each week, how much of it on the topic, and were we blind?
-- Grain: one row per ISO week (its Monday, UTC), the newest first.
-- Units: items = everything met, read or not; share_on_topic = on_topic / items; most_blind_feeds = feeds with an open gap.
-- Leaves out: undated items; whole is false for a week in the middle of which the file ends.
-- Parameter: weeks INTEGER = 13; how many weeks
-- Parameter: as_of DATE = NULL; the newest week is the one of this day; by default the newest day of the news in the file
-- Example: weeks=8
SELECT week, items, read_items, on_topic, share_on_topic, most_blind_feeds, in_gap, whole
FROM coverage_by_week
WHERE week <= day_or_newest($as_of)
  AND week > day_or_newest($as_of) - 7 * $weeks
ORDER BY week DESC;
