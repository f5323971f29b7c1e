-- names_to_review: which names that we don't know come up, and wait for somebody to say who they are?
-- Grain: one row per provisional entity (its key starts with ~) that an article on the topic names.
-- Units: articles, mentions as in names; sentence, title, url = of the earliest article that names it.
-- Leaves out: entities of the catalogue; what was merged, and what somebody named: also by its own name.
CREATE OR REPLACE VIEW names_to_review AS
SELECT
    n.entity_id,
    n.type,
    n.name,
    n.articles,
    n.mentions,
    n.first_day,
    n.last_day,
    f.sentence,
    f.title,
    f.outlet,
    f.url
FROM names AS n
JOIN entities_by_decision AS e ON e.entity_id = n.entity_id
JOIN first_named AS f ON f.entity_id = n.entity_id
WHERE contains(n.entity_id, ':~') AND NOT e.is_renamed;
