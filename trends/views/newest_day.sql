-- newest_day: which is the newest day that the news in this file reach?
-- Grain: one DATE; NULL in a file without dated news.
-- Units: UTC date of `published`.
-- Leaves out: dates that were not believed (doubtful, in the future); what `as_of` falls back to everywhere.
CREATE OR REPLACE MACRO newest_day() AS (
    SELECT max(newest)::DATE
    FROM (
        SELECT max(published) AS newest FROM articles
        UNION ALL
        SELECT max(published) FROM entries WHERE published_confidence NOT IN ('doubtful', 'none')
    )
);
