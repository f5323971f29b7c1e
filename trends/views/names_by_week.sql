-- names_by_week: in how many articles is each name, week by week, and how much of the coverage is that?
-- Grain: one row per name and ISO week (its Monday, UTC) in which an article on the topic names it.
-- Units: articles = articles that name it, each once; mentions = how often they do.
-- share_of_topic = of that week's articles on the topic; share_of_all = of all items of that week.
-- in_gap: a feed was blind on a day of it; whole is false while the file ends in the middle of the week.
-- Leaves out: undated articles; weeks without an article; articles off the topic.
CREATE OR REPLACE VIEW names_by_week AS
WITH counted AS (
    SELECT
        date_trunc('week', published_day)::DATE AS week, entity_id,
        sum(articles)::BIGINT AS articles, sum(mentions)::BIGINT AS mentions
    FROM entity_day
    WHERE published_day IS NOT NULL
    GROUP BY ALL
)
SELECT
    n.week,
    n.entity_id,
    e.type,
    e.name,
    n.articles,
    n.mentions,
    round(n.articles / c.on_topic, 4) AS share_of_topic,
    round(n.articles / c.items, 4) AS share_of_all,
    c.in_gap,
    c.whole
FROM counted AS n
JOIN coverage_by_week AS c ON c.week = n.week
LEFT JOIN entities_by_decision AS e ON e.entity_id = n.entity_id;
