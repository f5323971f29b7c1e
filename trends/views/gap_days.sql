-- gap_days: on which days were we blind, at least in part?
-- Grain: one row per UTC day of the calendar that an open gap touches.
-- Units: blind_feeds = feeds with an open gap on that day.
-- Leaves out: days without a gap, and gaps outside the calendar.
CREATE OR REPLACE VIEW gap_days AS
SELECT c.day, count(DISTINCT g.feed) AS blind_feeds, list(DISTINCT g.feed ORDER BY g.feed) AS feeds
FROM calendar AS c
-- A gap is half-open, but one of no length (a single item) still lies on its day.
JOIN open_gaps AS g ON g.since < c.day + INTERVAL 1 DAY AND (g.until > c.day OR g.since >= c.day)
GROUP BY c.day;
