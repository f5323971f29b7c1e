-- news_asof: which items had we met at a moment of the past, and what did we think of them?
-- Grain: one row per canonical URL first seen by `moment`.
-- Units: moment TIMESTAMP, UTC. on_topic, score = by the reading that was current then, NULL when not yet read.
-- Leaves out: items met later, backfilled ones too.
CREATE OR REPLACE MACRO news_asof(moment) AS TABLE
SELECT
    n.article_id,
    coalesce(t.published, n.published) AS published,
    coalesce(t.published, n.published)::DATE AS published_day,
    coalesce(t.title, n.title) AS title,
    n.outlet,
    n.family,
    n.url,
    n.feed,
    t.on_topic,
    t.score,
    n.first_seen,
    n.backfilled,
    t.version_id,
    t.reading_id
FROM news AS n
LEFT JOIN texts_asof(moment) AS t ON t.article_id = n.article_id
WHERE n.first_seen <= moment::TIMESTAMP;
