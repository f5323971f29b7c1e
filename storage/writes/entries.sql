-- Items seen in feeds: new ones, ones whose words changed, and when each was last seen.
-- An older sight never replaces the words of a newer one. `day` and `first_seen` never change.

-- :changed
UPDATE entries AS e
SET url = b.url, article_id = if(e.url = b.url, e.article_id, b.article_id), link = b.link, title = b.title, summary = b.summary,
    author = b.author, tags = b.tags, credit = b.credit, published = b.published,
    published_raw = b.published_raw, published_method = b.published_method,
    published_confidence = b.published_confidence, updated = b.updated, updated_raw = b.updated_raw
FROM batch_entries AS b
WHERE e.entry_id = b.entry_id AND e.last_seen < b.last_seen
  AND (e.url, e.link, e.title, e.summary, e.author, e.tags, e.credit, e.published_raw, e.updated_raw)
      IS DISTINCT FROM
      (b.url, b.link, b.title, b.summary, b.author, b.tags, b.credit, b.published_raw, b.updated_raw);

-- :seen
UPDATE entries AS e SET last_seen = b.last_seen
FROM batch_entries AS b
WHERE e.entry_id = b.entry_id AND e.last_seen < b.last_seen;

-- :unread
UPDATE entries AS e SET last_seen = b.last_seen
FROM batch_unread AS b
WHERE e.entry_id = b.entry_id AND e.last_seen < b.last_seen;

-- :new
INSERT INTO entries BY NAME
SELECT b.* FROM batch_entries AS b
WHERE NOT EXISTS (SELECT 1 FROM entries AS e WHERE e.entry_id = b.entry_id)
ORDER BY b.day;

-- :linked
-- To the article that its page turned out to be, whichever feed shows it.
UPDATE entries AS e SET article_id = l.article_id
FROM batch_linked AS l
WHERE e.url = l.url AND e.article_id <> l.article_id;
