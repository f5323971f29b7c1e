-- facts_by_type: how many facts of which kind are in this file?
-- Grain: one row per kind of fact and type.
-- Units: facts = rows of view facts; articles = articles that have one.
-- Leaves out: what view facts leaves out.
CREATE OR REPLACE VIEW facts_by_type AS
SELECT f.fact, f.type, count(*) AS facts, count(DISTINCT a.article_id) AS articles
FROM facts_of_all_readings AS f
JOIN articles AS a ON a.reading_id = f.reading_id AND a.day = f.day
GROUP BY f.fact, f.type;
