-- named-together: Which names stand in the same articles?
-- Grain: one row per pair of names, the most articles first.
-- Units: articles = articles on the topic that name both; overlap = of those that name at least one, 0 to 1.
-- Leaves out: undated articles.
-- Parameter: name NAME = NULL; only pairs with this name, ticker, spelling or id; all by default
-- Parameter: type VARCHAR = NULL; only pairs of two names of this type, or, with name, partners of this type; all by default
-- Parameter: days INTEGER = 30; how many days, up to as_of
-- Parameter: top INTEGER = 30; how many rows
-- Parameter: as_of DATE = NULL; last day counted; by default the newest day of the news in the file
-- Example: name=Nvidia type=country
WITH meant AS (
    SELECT entity_id FROM find_names($name)
),
pairs AS (
    SELECT *, entity_a IN (FROM meant) AS meant_a, entity_b IN (FROM meant) AS meant_b
    FROM named_together(days := $days, as_of := $as_of)
)
SELECT
    if(meant_b AND NOT meant_a, name_b, name_a) AS name,
    if(meant_b AND NOT meant_a, name_a, name_b) AS with_name,
    if(meant_b AND NOT meant_a, type_a, type_b) AS with_type,
    articles,
    overlap,
    if(meant_b AND NOT meant_a, entity_b, entity_a) AS entity_id,
    if(meant_b AND NOT meant_a, entity_a, entity_b) AS with_entity_id
FROM pairs
WHERE ($name IS NULL OR meant_a OR meant_b)
  AND ($type IS NULL OR (type_a = $type OR meant_a) AND (type_b = $type OR meant_b))
ORDER BY articles DESC, overlap DESC, entity_id, with_entity_id
LIMIT $top;
