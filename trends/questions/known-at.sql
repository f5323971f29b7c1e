-- known-at: What did we know at a moment of the past?
-- Grain: one row per fact (name, amount or cited source) by the version and the reading that were current then.
-- Units: as in view facts.
-- Leaves out: what we met or read after that moment, backfilled articles too.
-- Parameter: moment TIMESTAMP; UTC
-- Parameter: name NAME = NULL; only facts with this name, ticker, spelling or id; all by default
-- Parameter: top INTEGER = 50; how many rows
-- Example: moment=2026-11-20T08:00:00 name=Nvidia
SELECT published, fact, type, name, value, unit, role, sentence, outlet, url
FROM facts_asof($moment)
WHERE $name IS NULL OR entity_id IN (SELECT entity_id FROM find_names($name))
ORDER BY published DESC, article_id, char_start, fact
LIMIT $top;
