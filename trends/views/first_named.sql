-- first_named: when did each name first appear, and in which article?
-- Grain: one row per name that an article on the topic names.
-- Units: published = of the earliest article that names it, NULL when all are undated;
-- first_seen = our clock when we first met an article that names it: later than published after a backfill.
-- Leaves out: articles off the topic; versions of an article that were replaced.
CREATE OR REPLACE VIEW first_named AS
WITH earliest AS (
    SELECT entity_id, day, published_day
    FROM entity_day
    QUALIFY rank() OVER (PARTITION BY entity_id ORDER BY published_day NULLS LAST) = 1
),
-- Materialized: joined in one go with articles, DuckDB 1.5 hashes all mentions of the most frequent name together
-- and takes a hundred times as long (5 s instead of 0.05 s for 5 million mentions).
near AS MATERIALIZED (
    SELECT m.*, d.published_day
    FROM mentions_by_decision AS m
    JOIN earliest AS d ON d.entity_id = m.entity_id AND d.day = m.day
),
-- Of the articles of that day the earliest, of its mentions the first.
spot AS (
    SELECT m.*
    FROM near AS m
    JOIN articles AS a ON a.reading_id = m.reading_id AND a.day = m.day
    WHERE a.published::DATE IS NOT DISTINCT FROM m.published_day
    QUALIFY row_number() OVER (PARTITION BY m.entity_id ORDER BY a.published, a.article_id, m.number) = 1
)
SELECT
    s.entity_id,
    coalesce(e.type, s.type) AS type,
    coalesce(e.name, s.name) AS name,
    t.published,
    t.published_day,
    e.first_seen,
    s.surface,
    sentence_of(t.text, t.sentences, s.sentence) AS sentence,
    t.title,
    t.outlet,
    t.url,
    t.backfilled,
    e.catalogued
FROM spot AS s
JOIN texts AS t ON t.reading_id = s.reading_id AND t.day = s.day
LEFT JOIN entities_by_decision AS e ON e.entity_id = s.entity_id;
