-- money_by_week: how much money was reported, week by week, and what was it?
-- Grain: one row per ISO week (its Monday, UTC), role and currency; currencies are never added up.
-- Units: as in money_by_role.
-- Leaves out: undated articles; conversions and upper ends of ranges, so that nothing is counted twice.
CREATE OR REPLACE VIEW money_by_week AS
SELECT
    date_trunc('week', published_day)::DATE AS week,
    role,
    currency,
    count(*) AS times,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT value) AS different_sums,
    max(value) AS largest,
    sum(DISTINCT value) AS total_of_different
FROM money
WHERE published_day IS NOT NULL
GROUP BY ALL;
