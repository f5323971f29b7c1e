-- trend: how did the coverage of one name go, day by day, with the days of silence and of blindness?
-- Grain: one row per UTC day of the last `days` days up to as_of, also those without an article.
-- Units: words = id, name, ticker or spelling; days INTEGER, 90 by default; as_of DATE, by default the newest day.
-- articles = articles on the topic that name it; share_of_topic = articles / on_topic; share_of_all = articles / items.
-- in_gap: a feed was blind on that day, a low number may be our blindness.
-- Leaves out: undated articles; days before the oldest news of the file.
CREATE OR REPLACE MACRO trend(words, days := 90, as_of := NULL) AS TABLE
-- From the mentions, not from entity_day: NVDA means the company and its ticker, and an article may name both.
WITH counted AS (
    SELECT a.published::DATE AS published_day, count(DISTINCT a.article_id) AS articles
    FROM mentions_by_decision AS m
    JOIN articles AS a ON a.reading_id = m.reading_id AND a.day = m.day
    WHERE m.entity_id IN (SELECT entity_id FROM find_names(words))
    GROUP BY ALL
)
SELECT
    c.day,
    coalesce(n.articles, 0) AS articles,
    c.on_topic,
    c.items,
    round(coalesce(n.articles, 0) / nullif(c.on_topic, 0), 4) AS share_of_topic,
    round(coalesce(n.articles, 0) / nullif(c.items, 0), 4) AS share_of_all,
    c.blind_feeds,
    c.in_gap
FROM coverage_by_day AS c
LEFT JOIN counted AS n ON n.published_day = c.day
WHERE c.day <= day_or_newest(as_of)
  AND c.day > day_or_newest(as_of) - days::INTEGER;
