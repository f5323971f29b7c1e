-- find_names: which names are meant by these words?
-- Grain: one row per entity whose id, name, ticker (with or without its exchange) or known spelling is exactly `words`,
-- case aside; or that of an id that was merged into it.
-- Units: words VARCHAR, such as 'Nvidia', 'NVDA', 'company:nvidia'.
-- Leaves out: part of a name; write SQL over names with ILIKE for that.
CREATE OR REPLACE MACRO find_names(words) AS TABLE
WITH spelled AS (
    SELECT entity_id, form FROM entity_aliases WHERE lower(form) = lower(words)
    UNION
    SELECT entity_id, name FROM entities WHERE lower(name) = lower(words)
),
meant AS (
    SELECT entity_id
    FROM entities_by_decision
    WHERE lower(words) IN (lower(entity_id), lower(name))
       OR len(list_filter(tickers, lambda t: lower(words) IN (lower(t), lower(split_part(t, ':', -1))))) > 0
    UNION
    SELECT coalesce(f.into_id, l.into_id, s.entity_id)
    FROM spelled AS s
    LEFT JOIN entity_links AS f ON f.entity_id = s.entity_id AND f.form = s.form
    LEFT JOIN entity_links AS l ON l.entity_id = s.entity_id AND l.form IS NULL
    UNION
    SELECT into_id
    FROM entity_links
    WHERE lower(entity_id) = lower(words) AND form IS NULL
      AND entity_id NOT IN (SELECT entity_id FROM entities_by_decision)
)
SELECT e.entity_id, e.type, e.name
FROM meant AS m
JOIN entities_by_decision AS e ON e.entity_id = m.entity_id;
