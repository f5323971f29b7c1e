-- names: who and what is in the news of this file, over all time?
-- Grain: one row per name that an article on the topic names.
-- Units: articles = articles that name it, undated ones included; undated_articles = those among them.
-- first_day, last_day = UTC days of `published`; first_seen = our clock at the first article that names it.
-- Leaves out: entries of the catalogue that no article names (table entities has them).
CREATE OR REPLACE VIEW names AS
WITH counted AS (
    SELECT
        entity_id,
        sum(articles)::BIGINT AS articles,
        coalesce(sum(articles) FILTER (published_day IS NULL), 0)::BIGINT AS undated_articles,
        sum(mentions)::BIGINT AS mentions,
        min(published_day) AS first_day,
        max(published_day) AS last_day
    FROM entity_day
    GROUP BY entity_id
)
SELECT
    n.entity_id, e.type, e.name, n.articles, n.undated_articles, n.mentions, n.first_day, n.last_day,
    e.first_seen, e.country, e.parent, e.wikidata, e.catalogued
FROM counted AS n
LEFT JOIN entities_by_decision AS e ON e.entity_id = n.entity_id;
