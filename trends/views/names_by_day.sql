-- names_by_day: in how many articles is each name, day by day, and how much of the coverage is that?
-- Grain: one row per name and UTC day of `published` on which an article on the topic names it.
-- Units: articles = articles that name it, each once; mentions = how often they do.
-- share_of_topic = of that day's articles on the topic; share_of_all = of all items of that day.
-- in_gap: a feed was blind on that day, the true number may be higher.
-- Leaves out: undated articles; days without an article (macro trend has them); articles off the topic.
CREATE OR REPLACE VIEW names_by_day AS
WITH counted AS (
    SELECT
        published_day AS day, entity_id,
        sum(articles)::BIGINT AS articles, sum(mentions)::BIGINT AS mentions
    FROM entity_day
    WHERE published_day IS NOT NULL
    GROUP BY ALL
)
SELECT
    n.day,
    n.entity_id,
    e.type,
    e.name,
    n.articles,
    n.mentions,
    round(n.articles / c.on_topic, 4) AS share_of_topic,
    round(n.articles / c.items, 4) AS share_of_all,
    c.in_gap
FROM counted AS n
JOIN coverage_by_day AS c ON c.day = n.day
LEFT JOIN entities_by_decision AS e ON e.entity_id = n.entity_id;
