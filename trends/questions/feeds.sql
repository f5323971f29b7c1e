-- feeds: Which feeds are well, which fail, which fell silent?
-- Grain: one row per feed, the troubled first.
-- Units: new_7d, new_28d = new entries of the last 7 and 28 days; times are UTC.
-- Leaves out: nothing.
-- Parameter: state VARCHAR = NULL; well, failing, silent, alarm, no address works, never polled or off; all by default
-- Example: state=failing
SELECT feed, state, last_outcome, problem, last_good, last_new, new_7d, new_28d, open_gaps, next_poll, url
FROM feed_health
WHERE $state IS NULL OR state = $state
ORDER BY
    list_position(['no address works', 'failing', 'alarm', 'silent', 'never polled', 'well', 'off'], state),
    feed;
