-- run_results: what did each run bring, and does its funnel add up?
-- Grain: one row per run.
-- Units: feeds_asked, feeds_well = feeds; new_entries, pages, articles, readings_kept = items that left the stages
-- entry, fetch, article, keep; missing must be 0 (see funnel). Times are UTC; seconds until it last wrote.
-- Leaves out: nothing; finished is NULL when the run never wrote.
CREATE OR REPLACE VIEW run_results AS
WITH counted AS (
    SELECT
        run_id,
        sum(came_in) FILTER (stage = 'poll') AS feeds_asked,
        sum(went_on) FILTER (stage = 'poll') AS feeds_well,
        sum(went_on) FILTER (stage = 'entry') AS new_entries,
        sum(went_on) FILTER (stage = 'fetch') AS pages,
        sum(went_on) FILTER (stage = 'article') AS articles,
        sum(went_on) FILTER (stage = 'keep') AS readings_kept,
        sum(dropped) AS dropped,
        sum(quarantined) AS quarantined,
        sum(abs(missing)) AS missing
    FROM funnel
    GROUP BY run_id
)
SELECT
    r.run_id,
    r.flow,
    r.trigger,
    r.started,
    r.finished,
    date_diff('second', r.started, r.finished) AS seconds,
    coalesce(c.feeds_asked, 0)::BIGINT AS feeds_asked,
    coalesce(c.feeds_well, 0)::BIGINT AS feeds_well,
    coalesce(c.new_entries, 0)::BIGINT AS new_entries,
    coalesce(c.pages, 0)::BIGINT AS pages,
    coalesce(c.articles, 0)::BIGINT AS articles,
    coalesce(c.readings_kept, 0)::BIGINT AS readings_kept,
    coalesce(c.dropped, 0)::BIGINT AS dropped,
    coalesce(c.quarantined, 0)::BIGINT AS quarantined,
    coalesce(c.missing, 0)::BIGINT AS missing,
    r.since,
    r.until
FROM runs AS r
LEFT JOIN counted AS c ON c.run_id = r.run_id;
