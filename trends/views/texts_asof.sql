-- texts_asof: what did each article that we had read by then say, as we had read it?
-- Grain: one row per article that was read by `moment`.
-- Units: moment TIMESTAMP, UTC: the version that we had met and the reading that we had made by then.
-- The other columns are those of texts; published = what that version said, where it can be believed.
-- Leaves out: what we met or read later, backfilled articles too: they were not known then.
CREATE OR REPLACE MACRO texts_asof(moment) AS TABLE
WITH known AS (
    SELECT
        r.*,
        v.title,
        v.text,
        v.authors,
        if(v.published_confidence IN ('doubtful', 'none'), NULL, v.published) AS said
    FROM readings AS r
    JOIN article_versions AS v ON v.version_id = r.version_id AND v.day = r.day
    WHERE r.read_at <= moment::TIMESTAMP AND v.first_seen <= moment::TIMESTAMP
    QUALIFY row_number() OVER (
        PARTITION BY r.article_id
        ORDER BY v.verdict = 'article' DESC, v.first_seen DESC, r.read_at DESC, r.reading_id
    ) = 1
)
SELECT
    k.article_id,
    coalesce(k.said, a.published) AS published,
    coalesce(k.said, a.published)::DATE AS published_day,
    k.title,
    a.outlet,
    coalesce(f.family, a.outlet) AS family,
    coalesce(k.language, a.language) AS language,
    a.url,
    k.on_topic,
    k.score,
    k.topics,
    k.authors,
    k.text,
    k.sentences,
    a.first_seen,
    a.backfilled,
    k.read_at,
    k.extractor_version,
    k.version_id,
    k.reading_id,
    k.day
FROM known AS k
JOIN articles AS a ON a.article_id = k.article_id AND a.day = k.day
LEFT JOIN feeds AS f ON f.feed = a.feed;
