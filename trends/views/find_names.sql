-- find_names: which names are meant by these words?
-- Grain: one row per entity whose id, name, ticker or known spelling is exactly `words`, case aside.
-- Units: words VARCHAR, such as 'Nvidia', 'NVDA', 'company:nvidia'.
-- Leaves out: part of a name; write SQL over names with ILIKE for that.
CREATE OR REPLACE MACRO find_names(words) AS TABLE
SELECT entity_id, type, name
FROM entities
WHERE lower(words) IN (lower(entity_id), lower(name))
   OR list_contains(list_transform(tickers, lambda ticker: lower(ticker)), lower(words))
   OR entity_id IN (SELECT a.entity_id FROM entity_aliases AS a WHERE lower(a.form) = lower(words));
