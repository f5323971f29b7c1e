-- failed: What failed and can be tried again?
-- Grain: one row per item, the newest failure first.
-- Units: attempts = runs in which it failed; times are UTC.
-- Leaves out: items that a retry has brought through.
-- Parameter: feed VARCHAR = NULL; key of one feed; all by default
-- Parameter: top INTEGER = 50; how many rows
-- Example: top=10
SELECT feed, stage, reason, problem, item, attempts, first_failed, last_failed
FROM to_retry
WHERE $feed IS NULL OR feed = $feed
ORDER BY last_failed DESC, feed, item
LIMIT $top;
