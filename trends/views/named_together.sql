-- named_together: which names stand in the same articles?
-- Grain: one row per pair of names, a before b by entity_id.
-- Units: days INTEGER, 30 by default, up to as_of (DATE, by default the newest day).
-- articles = articles on the topic that name both; articles_a, articles_b = that name the one, the other;
-- overlap = articles / (articles that name at least one): 1 when they never come alone.
-- Leaves out: undated articles; pairs that no article has.
CREATE OR REPLACE MACRO named_together(days := 30, as_of := NULL) AS TABLE
WITH pairs AS (
    SELECT entity_a, entity_b, sum(articles)::BIGINT AS articles
    FROM pair_day
    WHERE published_day <= day_or_newest(as_of) AND published_day > day_or_newest(as_of) - days::INTEGER
    GROUP BY ALL
),
alone AS (
    SELECT entity_id, sum(articles)::BIGINT AS articles
    FROM entity_day
    WHERE published_day <= day_or_newest(as_of) AND published_day > day_or_newest(as_of) - days::INTEGER
    GROUP BY entity_id
)
SELECT
    p.entity_a,
    ea.name AS name_a,
    ea.type AS type_a,
    p.entity_b,
    eb.name AS name_b,
    eb.type AS type_b,
    p.articles,
    a.articles AS articles_a,
    b.articles AS articles_b,
    round(p.articles / (a.articles + b.articles - p.articles), 4) AS overlap
FROM pairs AS p
JOIN alone AS a ON a.entity_id = p.entity_a
JOIN alone AS b ON b.entity_id = p.entity_b
LEFT JOIN entities_by_decision AS ea ON ea.entity_id = p.entity_a
LEFT JOIN entities_by_decision AS eb ON eb.entity_id = p.entity_b;
