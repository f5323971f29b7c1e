-- trend-by-week: How did the coverage of one name go, week by week?
-- Grain: one row per seven days, counted back from as_of, also those without an article.
-- Units: articles = articles on the topic that name it; shares = of the articles on the topic, and of all items.
-- Leaves out: undated articles. in_gap: a feed was blind on one of the days.
-- Parameter: name NAME; name, ticker, spelling or id of what is meant
-- Parameter: weeks INTEGER = 13; how many weeks, up to as_of
-- Parameter: as_of DATE = NULL; last day counted; by default the newest day of the news in the file
-- Example: name=H20 weeks=8
SELECT
    min(day) AS from_day,
    max(day) AS to_day,
    sum(articles)::BIGINT AS articles,
    sum(on_topic)::BIGINT AS on_topic,
    sum(items)::BIGINT AS items,
    round(sum(articles) / nullif(sum(on_topic), 0), 4) AS share_of_topic,
    round(sum(articles) / nullif(sum(items), 0), 4) AS share_of_all,
    bool_or(in_gap) AS in_gap
FROM trend($name, days := 7 * $weeks, as_of := $as_of)
GROUP BY (day_or_newest($as_of) - day) // 7
ORDER BY from_day;
