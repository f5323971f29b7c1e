-- losses: What was dropped or set aside on the way, and does every count add up?
-- Grain: one row per stage of the walk and reason; reason "does not add up" is a wrong count.
-- Units: items (at stage poll: feeds), over all runs of those days.
-- Leaves out: what went on.
-- Parameter: days INTEGER = 7; how many days of runs, up to as_of
-- Parameter: as_of DATE = NULL; last day of runs; by default the day on which the file was made
-- Example: days=30
WITH days_of_runs AS (
    SELECT coalesce($as_of, made_at()::DATE) AS last_day
),
lost AS (
    SELECT day, feed, stage, status, reason, items FROM dropped_why
    UNION ALL
    SELECT day, feed, stage, 'missing', 'does not add up', missing FROM funnel WHERE missing <> 0
)
SELECT l.stage, l.status, l.reason, sum(l.items)::BIGINT AS items, count(DISTINCT l.feed) AS feeds
FROM lost AS l
JOIN days_of_runs AS d ON l.day <= d.last_day AND l.day > d.last_day - $days
GROUP BY l.stage, l.status, l.reason
ORDER BY list_position(['poll', 'entry', 'fetch', 'article', 'read', 'keep'], l.stage), items DESC, l.reason;
