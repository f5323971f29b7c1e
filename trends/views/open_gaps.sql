-- open_gaps: where do we know that we missed something, and of whom?
-- Grain: one row per feed, cause and stretch of time that is still open.
-- Units: since, until, opened are UTC; days = length of the hole, 0 for a single item.
-- Leaves out: gaps that a backfill has closed (table gaps has them).
CREATE OR REPLACE VIEW open_gaps AS
SELECT
    g.feed,
    f.outlet,
    g.cause,
    g.since,
    g.until,
    round(date_diff('second', g.since, g.until) / 86400, 2) AS days,
    g.opened,
    f.history IS NOT NULL AS can_backfill
FROM gaps AS g
LEFT JOIN feeds AS f ON f.feed = g.feed
WHERE g.state = 'open';
