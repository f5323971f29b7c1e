-- texts: what does each article that we read say, in its current version?
-- Grain: one row per article that was read.
-- Units: text = what all offsets point into, NULL off the topic (the archive has it); score = 0 to 1;
-- sentences = half-open spans, in code points of text; day = storage key, join facts on it and on reading_id.
-- Leaves out: pages that were not read as news; replaced versions (table article_versions has them).
CREATE OR REPLACE VIEW texts AS
SELECT
    a.article_id,
    a.published,
    a.published::DATE AS published_day,
    a.title,
    a.outlet,
    coalesce(f.family, a.outlet) AS family,
    coalesce(r.language, a.language) AS language,
    a.url,
    a.on_topic,
    a.score,
    r.topics,
    v.authors,
    v.text,
    r.sentences,
    a.versions,
    a.first_seen,
    a.backfilled,
    r.read_at,
    r.extractor_version,
    a.version_id,
    a.reading_id,
    a.day
FROM articles AS a
JOIN readings AS r ON r.reading_id = a.reading_id AND r.day = a.day
JOIN article_versions AS v ON v.version_id = r.version_id AND v.day = a.day
LEFT JOIN feeds AS f ON f.feed = a.feed;
