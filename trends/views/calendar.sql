-- calendar: which days does the news of this file span, also those on which nothing was published?
-- Grain: one row per UTC day.
-- Units: from the oldest to the newest item with a believed date; week = the Monday of its ISO week.
-- Leaves out: nothing; a day without news is a row, or else a hole would look like a straight line.
CREATE OR REPLACE VIEW calendar AS
WITH ends AS (
    SELECT min(published)::DATE AS oldest FROM articles
    UNION ALL
    SELECT min(published)::DATE FROM entries WHERE published_confidence NOT IN ('doubtful', 'none')
),
each_day AS (
    SELECT unnest(generate_series(min(oldest), newest_day(), INTERVAL 1 DAY))::DATE AS day FROM ends
)
SELECT day, date_trunc('week', day)::DATE AS week FROM each_day;
