-- cited: on whose word does the coverage rely?
-- Grain: one row per source that an article on the topic cites.
-- Units: days INTEGER, up to as_of (DATE, by default the newest day); NULL, the default: the whole file.
-- articles = articles that cite it, each once; voices = publisher families among them; first_day, last_day = UTC.
-- Leaves out: undated articles.
CREATE OR REPLACE MACRO cited(days := NULL, as_of := NULL) AS TABLE
SELECT
    c.source,
    c.type AS source_type,
    c.entity_id,
    count(DISTINCT c.article_id) AS articles,
    count(DISTINCT t.family) AS voices,
    min(t.published_day) AS first_day,
    max(t.published_day) AS last_day
FROM attributions_by_decision AS c
JOIN texts AS t ON t.reading_id = c.reading_id AND t.day = c.day
WHERE t.published_day <= day_or_newest(as_of)
  AND (days IS NULL OR t.published_day > day_or_newest(as_of) - days::INTEGER)
GROUP BY ALL;
