-- coverage_by_week: how much news was there, how much of it on the topic, and could we see it?
-- Grain: one row per ISO week (its Monday, UTC), weeks without news too.
-- Units: as in coverage_by_day; most_blind_feeds = the most feeds with an open gap on one day of the week.
-- whole is false for the newest week while the file ends in the middle of it.
-- Leaves out: undated items (undated_items has them).
CREATE OR REPLACE VIEW coverage_by_week AS
SELECT
    date_trunc('week', day)::DATE AS week,
    sum(items)::BIGINT AS items,
    sum(read_items)::BIGINT AS read_items,
    sum(on_topic)::BIGINT AS on_topic,
    round(sum(on_topic) / nullif(sum(items), 0), 4) AS share_on_topic,
    max(blind_feeds) AS most_blind_feeds,
    bool_or(in_gap) AS in_gap,
    week + 6 <= newest_day() AS whole
FROM coverage_by_day
GROUP BY ALL;
