-- same_text: which articles print a text that another one had before, or the copy of a news agency?
-- Grain: one row per article whose current version does.
-- Units: kind = how alike: exact (the same words in the same order) or near (edited, cut or extended); similarity =
-- part of the shorter text's runs of four words that stand in both, 0 to 1, of a near one an estimate, ±.05; agency =
-- whose copy it is, by the marks of one of the two, NULL when neither has one. The original is the first one that we
-- saw, not always the first one published; of those that one poll brought, the first one published. Of an agency's
-- copy that we saw nowhere before, only the agency is known: kind, similarity and the original's columns are NULL.
-- Leaves out: texts more than ten days apart; translations, which share no words; pages that were not read as news.
CREATE OR REPLACE VIEW same_text AS
WITH alike AS (
    SELECT version_id, day, original_id, kind, similarity, agency FROM copies
    -- Of an article that was read by two methods of comparing, the first word counts.
    QUALIFY row_number() OVER (PARTITION BY version_id ORDER BY found_at) = 1
),
marked AS (
    SELECT v.version_id, v.day, v.agency
    FROM article_versions AS v
    WHERE v.agency IS NOT NULL AND v.verdict = 'article'
)
SELECT
    a.article_id,
    a.published,
    a.published::DATE AS published_day,
    a.title,
    a.outlet,
    a.url,
    a.on_topic,
    c.kind,
    c.similarity,
    coalesce(c.agency, m.agency) AS agency,
    c.original_id,
    o.title AS original_title,
    o.outlet AS original_outlet,
    o.url AS original_url,
    o.published AS original_published,
    a.first_seen,
    o.first_seen AS original_first_seen
FROM articles AS a
LEFT JOIN alike AS c ON c.version_id = a.version_id AND c.day = a.day
LEFT JOIN marked AS m ON m.version_id = a.version_id AND m.day = a.day
LEFT JOIN articles AS o ON o.article_id = c.original_id
WHERE c.version_id IS NOT NULL OR m.version_id IS NOT NULL;
