-- feeds: Which feeds are well, which fail, which fell silent?
-- Grain: one row per feed, the troubled first.
-- Units: new_7d = new entries of the last 7 days; gaps = open gaps; times are UTC.
-- Leaves out: what view feed_health has besides.
-- Parameter: state VARCHAR = NULL; well, failing, gone, silent, alarm, no address works, never polled, off; all by default
-- Example: state=failing
SELECT feed, state, problem, last_good, last_new, new_7d, open_gaps AS gaps
FROM feed_health
WHERE $state IS NULL OR state = $state
ORDER BY
    list_position(['no address works', 'gone', 'failing', 'alarm', 'silent', 'never polled', 'well', 'off'], state),
    feed;
