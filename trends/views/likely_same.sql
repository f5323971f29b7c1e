-- likely_same: whom could this name stand for?
-- Grain: one row per other entity that is called or spelled almost like it, the likeliest first.
-- Units: id VARCHAR, of the entity asked about; likeness = 0 to 1, by letters (Jaro-Winkler), without case and accents;
-- why = same name, part of the name, same surname, spelled alike.
-- Leaves out: entities of kinds that are never mistaken for each other; what is only alike by sense or translation.
CREATE OR REPLACE MACRO likely_same(id) AS TABLE
WITH asked AS (
    SELECT
        entity_id,
        type,
        strip_accents(lower(name)) AS name,
        list_extract(string_split(strip_accents(lower(name)), ' '), -1) AS surname
    FROM entities_by_decision
    WHERE entity_id = id
),
forms AS (
    SELECT entity_id, name AS form FROM entities_by_decision
    UNION
    SELECT coalesce(f.into_id, l.into_id, a.entity_id), a.form
    FROM entity_aliases AS a
    LEFT JOIN entity_links AS f ON f.entity_id = a.entity_id AND f.form = a.form
    LEFT JOIN entity_links AS l ON l.entity_id = a.entity_id AND l.form IS NULL
),
folded AS (
    SELECT entity_id, form, strip_accents(lower(form)) AS name FROM forms
),
scored AS (
    SELECT
        e.entity_id,
        e.type,
        e.name,
        f.form,
        round(jaro_winkler_similarity(f.name, a.name), 3) AS likeness,
        CASE
            WHEN f.name = a.name THEN 'same name'
            WHEN contains(' ' || f.name || ' ', ' ' || a.name || ' ') THEN 'part of the name'
            WHEN contains(' ' || a.name || ' ', ' ' || f.name || ' ') AND length(f.name) > 3 THEN 'part of the name'
            WHEN e.type = 'person' AND list_extract(string_split(f.name, ' '), -1) = a.surname THEN 'same surname'
            WHEN jaro_winkler_similarity(f.name, a.name) >= 0.92 THEN 'spelled alike'
        END AS why,
        list_position(['same name', 'part of the name', 'same surname', 'spelled alike'], why) AS rank
    FROM asked AS a
    JOIN entities_by_decision AS e ON e.entity_id <> a.entity_id
    -- A firm, an agency, an outlet and an institute are easily mistaken for each other, a person never for them.
    AND (e.type = a.type OR list_has_all(['company', 'agency', 'media', 'org'], [e.type, a.type]))
    JOIN folded AS f ON f.entity_id = e.entity_id
)
SELECT entity_id, type, name, form, likeness, why
FROM scored
WHERE why IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY rank, likeness DESC, form) = 1
ORDER BY rank, likeness DESC, entity_id;
