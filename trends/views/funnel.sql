-- funnel: where did the items go, and does every count add up?
-- Grain: one row per run, part of the run, feed and stage of the walk.
-- Units: items (at stage poll: feeds). came_in = went_on + dropped + quarantined + missing.
-- missing must be 0: WHERE missing <> 0 finds counts that are wrong.
-- Leaves out: why items were dropped (dropped_why).
CREATE OR REPLACE VIEW funnel AS
WITH counted AS (
    SELECT
        run_id,
        part,
        any_value(day) AS day,
        feed,
        stage,
        coalesce(sum(n) FILTER (status = 'in'), 0)::BIGINT AS came_in,
        coalesce(sum(n) FILTER (status = 'out'), 0)::BIGINT AS went_on,
        coalesce(sum(n) FILTER (status = 'dropped'), 0)::BIGINT AS dropped,
        coalesce(sum(n) FILTER (status = 'quarantined'), 0)::BIGINT AS quarantined
    FROM stage_counts
    GROUP BY run_id, part, feed, stage
)
SELECT
    c.run_id,
    c.part,
    c.day,
    c.feed,
    list_position(['poll', 'entry', 'fetch', 'article', 'read', 'keep'], c.stage) AS step,
    c.stage,
    c.came_in,
    c.went_on,
    c.dropped,
    c.quarantined,
    c.came_in - c.went_on - c.dropped - c.quarantined AS missing
FROM counted AS c;
