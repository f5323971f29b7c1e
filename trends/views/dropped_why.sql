-- dropped_why: why did items not go on?
-- Grain: one row per run, feed, stage, status (dropped or quarantined) and reason.
-- Units: items (at stage poll: feeds).
-- Leaves out: items that went on (funnel).
CREATE OR REPLACE VIEW dropped_why AS
SELECT run_id, any_value(day) AS day, feed, stage, status, reason, sum(n)::BIGINT AS items
FROM stage_counts
WHERE status IN ('dropped', 'quarantined')
GROUP BY run_id, feed, stage, status, reason;
