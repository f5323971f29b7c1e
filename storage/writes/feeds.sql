-- Feeds as configured: new ones, changed ones. The small table can afford a look at every column.

-- :new
INSERT INTO feeds BY NAME
SELECT b.* FROM batch_feeds AS b
WHERE NOT EXISTS (SELECT 1 FROM feeds AS f WHERE f.feed = b.feed);

-- :changed
UPDATE feeds AS f
SET title = b.title, urls = b.urls, outlet = b.outlet, family = b.family, language = b.language,
    country = b.country, kind = b.kind, fetches = b.fetches, local = b.local, enabled = b.enabled,
    certainty = b.certainty, terms = b.terms, why = b.why, history = b.history,
    history_url = b.history_url, listed = b.listed, changed = b.changed
FROM (
    SELECT * EXCLUDE (first_listed, changed) FROM batch_feeds
    EXCEPT
    SELECT * EXCLUDE (first_listed, changed) FROM feeds
) AS differs
JOIN batch_feeds AS b USING (feed)
WHERE f.feed = differs.feed;
