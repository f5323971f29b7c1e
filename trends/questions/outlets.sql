-- outlets: Who reports on the topic, and what part of their news is it?
-- Grain: one row per outlet, the most articles on the topic first.
-- Units: items = everything met of it, read or not; share_on_topic = on_topic / items.
-- Leaves out: undated items.
-- Parameter: days INTEGER = 30; how many days, up to as_of
-- Parameter: as_of DATE = NULL; last day counted; by default the newest day of the news in the file
-- Example: days=90
SELECT
    outlet,
    any_value(family) AS family,
    count(*) AS items,
    count(on_topic) AS read_items,
    count(*) FILTER (on_topic) AS on_topic,
    round(count(*) FILTER (on_topic) / count(*), 4) AS share_on_topic,
    max(published) AS newest
FROM news
WHERE published_day <= day_or_newest($as_of)
  AND published_day > day_or_newest($as_of) - $days
GROUP BY outlet
ORDER BY on_topic DESC, items DESC, outlet;
