-- texts_asof: what did each article that we had read by then say, as we had read it?
-- Grain: one row per article that was read by `moment`.
-- Units: moment TIMESTAMP, UTC: the version that we had met and the reading that we had made by then.
-- The other columns are those of texts; published = what that version said, where it can be believed.
-- Leaves out: what we met or read later, backfilled articles too: they were not known then.
CREATE OR REPLACE MACRO texts_asof(moment) AS TABLE
WITH first_reads AS (
    SELECT version_id, day, min(read_at) AS read_at FROM readings GROUP BY ALL
),
-- Which version and which reading are current is decided as table articles does; but a version that was met and
-- not yet read does not hide the one before it.
version AS (
    SELECT v.article_id, v.version_id, v.day
    FROM article_versions AS v
    LEFT JOIN first_reads AS r ON r.version_id = v.version_id AND r.day = v.day
    -- What a newer reader made of the same page hides the older text from then on.
    LEFT JOIN article_versions AS n ON n.version_id = v.replaced_by AND n.day = v.day
    WHERE v.first_seen <= moment::TIMESTAMP
      AND coalesce(r.read_at, v.made_at, v.first_seen) <= moment::TIMESTAMP
      AND coalesce(n.made_at > moment::TIMESTAMP, true)
    QUALIFY row_number() OVER (
        PARTITION BY v.article_id
        ORDER BY v.verdict = 'article' DESC, v.first_seen DESC, v.made_at DESC NULLS LAST, v.version_id
    ) = 1
),
reading AS (
    SELECT version_id, day, reading_id
    FROM readings
    WHERE read_at <= moment::TIMESTAMP
    QUALIFY row_number() OVER (PARTITION BY version_id ORDER BY read_at DESC, extractor_version DESC) = 1
)
SELECT
    a.article_id,
    coalesce(if(v.published_confidence = 'doubtful', NULL, v.published), a.published) AS published,
    coalesce(if(v.published_confidence = 'doubtful', NULL, v.published), a.published)::DATE AS published_day,
    v.title,
    a.outlet,
    coalesce(f.family, a.outlet) AS family,
    coalesce(r.language, a.language) AS language,
    a.url,
    r.on_topic,
    r.score,
    r.topics,
    v.authors,
    v.text,
    r.sentences,
    a.first_seen,
    a.backfilled,
    r.read_at,
    r.extractor_version,
    r.version_id,
    r.reading_id,
    r.day
FROM version AS k
JOIN reading AS c ON c.version_id = k.version_id AND c.day = k.day
JOIN readings AS r ON r.reading_id = c.reading_id AND r.day = c.day
JOIN article_versions AS v ON v.version_id = k.version_id AND v.day = k.day
JOIN articles AS a ON a.article_id = k.article_id AND a.day = k.day
LEFT JOIN feeds AS f ON f.feed = a.feed;
