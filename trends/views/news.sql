-- news: which items did we ever meet, whether we read them or not?
-- Grain: one row per canonical URL, however many feeds showed it.
-- Units: published = what the publisher says; first_seen = our clock; both UTC. score = 0 to 1.
-- on_topic is NULL when the item was not read: its page was not asked for (feeds that fetch only what matches),
-- could not be had, or was no article (verdict says what it was).
-- Leaves out: nothing; published is NULL for items without a date to be believed (published_confidence says why).
CREATE OR REPLACE VIEW news AS
-- Entries whose page turned out to be another address: a redirect, or its own canonical link.
WITH led AS (
    SELECT p.url, max(p.article_id) AS article_id
    FROM pages AS p
    JOIN articles AS a ON a.article_id = p.article_id
    WHERE a.url <> p.url
    GROUP BY p.url
),
sights AS (
    SELECT
        e.* REPLACE (coalesce(l.article_id, e.article_id) AS article_id),
        e.published_confidence IN ('doubtful', 'none') AS undated
    FROM entries AS e
    LEFT JOIN led AS l ON l.url = e.url
),
-- Of several feeds, the first sight gives the words and the earliest believed date gives the date.
shown AS (
    SELECT
        article_id,
        arg_min(url, (first_seen, feed, id)) AS url,
        arg_min(title, (first_seen, feed, id)) AS title,
        arg_min(feed, (first_seen, feed, id)) AS feed,
        min(published) FILTER (NOT undated) AS published,
        arg_min(published_raw, (undated, published, feed, id)) AS published_raw,
        arg_min(published_confidence, (undated, published, feed, id)) AS published_confidence,
        min(first_seen) AS first_seen,
        bool_and(backfilled) AS backfilled
    FROM sights
    GROUP BY article_id
),
met AS (
    SELECT
        coalesce(a.article_id, s.article_id) AS article_id,
        -- An article's own date decides, also where it is one that can't be believed.
        if(a.article_id IS NULL, s.published, a.published) AS published,
        if(a.article_id IS NULL, s.published_raw, a.published_raw) AS published_raw,
        coalesce(a.published_confidence, s.published_confidence) AS published_confidence,
        coalesce(a.title, s.title) AS title,
        coalesce(a.url, s.url) AS url,
        coalesce(a.feed, s.feed) AS feed,
        a.outlet,
        a.language,
        a.verdict,
        a.on_topic,
        a.score,
        a.versions,
        least(a.first_seen, s.first_seen) AS first_seen,
        coalesce(a.backfilled, s.backfilled) AS backfilled,
        a.version_id,
        a.reading_id
    FROM articles AS a
    FULL JOIN shown AS s ON s.article_id = a.article_id
)
SELECT
    m.article_id,
    m.published,
    m.published::DATE AS published_day,
    m.title,
    coalesce(m.outlet, f.outlet) AS outlet,
    coalesce(f.family, m.outlet, m.feed) AS family,
    m.url,
    m.feed,
    m.language,
    m.verdict,
    m.on_topic,
    m.score,
    m.versions,
    m.first_seen,
    m.backfilled,
    m.published_raw,
    m.published_confidence,
    m.version_id,
    m.reading_id
FROM met AS m
LEFT JOIN feeds AS f ON f.feed = m.feed;
