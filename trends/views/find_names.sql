-- find_names: which names are meant by these words?
-- Grain: one row per entity whose id, name, ticker or known spelling is exactly `words`, case aside; or that of an id
-- that was merged into it.
-- Units: words VARCHAR, such as 'Nvidia', 'NVDA', 'company:nvidia'.
-- Leaves out: part of a name; write SQL over names with ILIKE for that.
CREATE OR REPLACE MACRO find_names(words) AS TABLE
WITH spelled AS (
    SELECT entity_id, name AS form
    FROM entities
    WHERE lower(words) IN (lower(entity_id), lower(name))
       OR list_contains(list_transform(tickers, lambda ticker: lower(ticker)), lower(words))
    UNION
    SELECT entity_id, form FROM entity_aliases WHERE lower(form) = lower(words)
    UNION
    SELECT entity_id, name FROM entities_by_decision WHERE lower(name) = lower(words)
)
SELECT DISTINCT e.entity_id, e.type, e.name
FROM spelled AS s
LEFT JOIN entity_links AS f ON f.entity_id = s.entity_id AND f.form = s.form
LEFT JOIN entity_links AS l ON l.entity_id = s.entity_id AND l.form IS NULL
JOIN entities_by_decision AS e ON e.entity_id = coalesce(f.into_id, l.into_id, s.entity_id);
