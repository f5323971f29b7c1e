-- first_named: when did each name first appear, and in which article?
-- Grain: one row per name that an article on the topic names.
-- Units: published = of the earliest article that names it, NULL when all are undated;
-- first_seen = our clock when we first met an article that names it: later than published after a backfill.
-- Leaves out: articles off the topic; versions of an article that were replaced.
CREATE OR REPLACE VIEW first_named AS
WITH earliest AS (
    SELECT entity_id, min(published_day) AS first_day FROM entity_day GROUP BY entity_id
),
-- Of the articles of that day the earliest, of its mentions the first.
spot AS (
    SELECT
        m.entity_id,
        min((coalesce(a.published, TIMESTAMP 'infinity'), a.article_id, m.number)) AS place
    FROM mentions AS m
    JOIN articles AS a ON a.reading_id = m.reading_id AND a.day = m.day
    JOIN earliest AS d ON d.entity_id = m.entity_id AND a.published::DATE IS NOT DISTINCT FROM d.first_day
    GROUP BY m.entity_id
)
SELECT
    m.entity_id, m.type, m.name, m.published, m.published_day, e.first_seen, m.surface, m.sentence, m.title,
    m.outlet, m.url, m.backfilled, e.catalogued
FROM spot AS s
JOIN facts_mentions AS m ON m.article_id = s.place[2] AND m.number = s.place[3]
LEFT JOIN entities AS e ON e.entity_id = s.entity_id;
