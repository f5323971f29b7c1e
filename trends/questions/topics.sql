-- topics: What is the coverage about?
-- Grain: one row per topic, the most articles first.
-- Units: articles = articles on the topic that have it (one may have several); articles_before = in as many days before.
-- Leaves out: undated articles.
-- Parameter: days INTEGER = 30; how many days, up to as_of
-- Parameter: as_of DATE = NULL; last day counted; by default the newest day of the news in the file
-- Example: days=7
WITH told AS (
    SELECT published_day, family, unnest(topics) AS topic FROM texts WHERE on_topic
)
SELECT
    topic,
    count(*) FILTER (published_day > day_or_newest($as_of) - $days) AS articles,
    count(*) FILTER (published_day <= day_or_newest($as_of) - $days) AS articles_before,
    count(DISTINCT family) FILTER (published_day > day_or_newest($as_of) - $days) AS voices
FROM told
WHERE published_day <= day_or_newest($as_of)
  AND published_day > day_or_newest($as_of) - 2 * $days
GROUP BY topic
ORDER BY articles DESC, topic;
