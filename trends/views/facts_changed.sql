-- facts_changed: what did a new version of an article add, drop or change, against the version before it?
-- Grain: one row per name, cited source, amount or headline that differs between two versions in a row.
-- Units: change = added, dropped, changed (an amount of the same kind, unit and role with another value; another
-- headline); met = our clock when we met the new version, UTC; number = of the new version, from 2. value, surface,
-- sentence are the new version's; those that end in _before are the old one's.
-- Leaves out: how often a name stands in a version; roles and bounds of an amount that stayed; versions off the topic,
-- or no article; two versions that no one extractor version has read (`chipwatch reread` reads them); texts that
-- only a newer reader made.
CREATE OR REPLACE VIEW facts_changed AS
WITH versions AS (
    SELECT
        v.article_id, v.day, v.version_id, v.first_seen AS met, v.title, v.text,
        row_number() OVER in_time AS number,
        lag(v.version_id) OVER in_time AS version_before,
        lag(v.title) OVER in_time AS title_before,
        lag(v.text) OVER in_time AS text_before
    FROM article_versions AS v
    JOIN articles AS a ON a.article_id = v.article_id AND a.day = v.day
    WHERE a.versions > 1 AND v.verdict = 'article' AND v.replaced_by IS NULL
    WINDOW in_time AS (PARTITION BY v.article_id ORDER BY v.first_seen, v.made_at, v.version_id)
),
-- Both read by one extractor version, the newest that did: what differs is the text.
compared AS (
    SELECT v.*, r.reading_id, b.reading_id AS reading_before, r.sentences, b.sentences AS sentences_before
    FROM versions AS v
    JOIN readings AS r ON r.version_id = v.version_id AND r.day = v.day
    JOIN readings AS b ON b.version_id = v.version_before AND b.day = v.day
        AND b.extractor_version = r.extractor_version
    WHERE r.on_topic AND b.on_topic
    QUALIFY row_number() OVER (
        PARTITION BY v.version_id ORDER BY r.read_at DESC, r.extractor_version DESC
    ) = 1
),
sides AS (
    SELECT version_id, reading_id, day, true AS is_now, text, sentences FROM compared
    UNION ALL
    SELECT version_id, reading_before, day, false, text_before, sentences_before FROM compared
),
said AS (
    SELECT
        s.version_id, s.is_now, f.fact, f.type, f.entity_id, f.name, f.value, f.unit, f.role, f.surface, f.char_start,
        sentence_of(s.text, s.sentences, f.sentence_number) AS sentence,
        if(f.fact = 'amount', concat_ws(' ', f.type, f.unit, f.value), coalesce(f.entity_id, f.name)) AS identity,
        if(f.fact = 'amount', concat_ws(' ', f.type, f.unit, f.role), coalesce(f.entity_id, f.name)) AS about
    FROM sides AS s
    JOIN facts_of_all_readings AS f ON f.reading_id = s.reading_id AND f.day = s.day
),
once AS (
    FROM said
    QUALIFY row_number() OVER (
        PARTITION BY version_id, is_now, fact, identity ORDER BY char_start
    ) = 1
),
-- What only one of the two says; amounts about the same are paired in the order of the text.
alone AS (
    SELECT *, row_number() OVER (PARTITION BY version_id, is_now, fact, about ORDER BY char_start) AS place
    FROM (FROM once QUALIFY count(*) OVER (PARTITION BY version_id, fact, identity) = 1)
),
differences AS (
    SELECT
        coalesce(n.version_id, b.version_id) AS version_id,
        CASE WHEN b.version_id IS NULL THEN 'added' WHEN n.version_id IS NULL THEN 'dropped' ELSE 'changed' END AS change,
        coalesce(n.fact, b.fact) AS fact,
        coalesce(n.type, b.type) AS type,
        coalesce(n.entity_id, b.entity_id) AS entity_id,
        coalesce(n.name, b.name) AS name,
        n.value,
        b.value AS value_before,
        coalesce(n.unit, b.unit) AS unit,
        coalesce(n.role, b.role) AS role,
        n.surface,
        b.surface AS surface_before,
        n.sentence,
        b.sentence AS sentence_before
    FROM (FROM alone WHERE is_now) AS n
    FULL JOIN (FROM alone WHERE NOT is_now) AS b
        ON b.version_id = n.version_id AND b.fact = n.fact AND b.about = n.about AND b.place = n.place
    UNION ALL BY NAME
    SELECT version_id, 'changed' AS change, 'headline' AS fact, title AS surface, title_before AS surface_before
    FROM compared
    WHERE title IS DISTINCT FROM title_before
)
SELECT
    a.published,
    a.published::DATE AS published_day,
    a.outlet,
    a.title,
    a.url,
    c.met,
    c.number,
    d.change,
    d.fact,
    d.type,
    d.entity_id,
    d.name,
    d.value,
    d.value_before,
    d.unit,
    d.role,
    d.surface,
    d.surface_before,
    d.sentence,
    d.sentence_before,
    a.article_id,
    c.version_id,
    c.version_before
FROM differences AS d
JOIN compared AS c ON c.version_id = d.version_id
JOIN articles AS a ON a.article_id = c.article_id AND a.day = c.day;
