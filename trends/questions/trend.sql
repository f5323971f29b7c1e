-- trend: How did the coverage of one name go, day by day?
-- Grain: one row per UTC day, also days without an article.
-- Units: articles = articles on the topic that name it; shares = of that day's articles on the topic, and of all items.
-- Leaves out: undated articles. in_gap: a feed was blind on that day, a low number may be our blindness.
-- Parameter: name NAME; name, ticker, spelling or id of what is meant
-- Parameter: days INTEGER = 30; how many days, up to as_of
-- Parameter: as_of DATE = NULL; last day counted; by default the newest day of the news in the file
-- Example: name=Nvidia days=14
SELECT day, articles, on_topic, items, share_of_topic, share_of_all, blind_feeds, in_gap
FROM trend($name, days := $days, as_of := $as_of)
ORDER BY day;
