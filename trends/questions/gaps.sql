-- gaps: Where do we know that we missed something?
-- Grain: one row per open gap, the newest first.
-- Units: since, until = UTC; days = its length; can_backfill = a way into the feed's past is known.
-- Leaves out: closed gaps.
-- Parameter: feed VARCHAR = NULL; key of one feed; all by default
-- Example: feed=benzinga_italia
SELECT feed, cause, since, until, days, can_backfill
FROM open_gaps
WHERE $feed IS NULL OR feed = $feed
ORDER BY until DESC, feed, cause, since;
