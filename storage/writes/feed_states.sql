-- What to remember of each feed. An older state never replaces a newer one, unless that is about other addresses.

-- :forgotten
DELETE FROM feed_states AS s USING batch_feed_states AS b
WHERE s.feed = b.feed
    AND (s.last_poll IS NULL OR s.last_poll <= b.last_poll OR s.configured <> b.configured);

-- :remembered
INSERT INTO feed_states BY NAME
SELECT b.* FROM batch_feed_states AS b
WHERE NOT EXISTS (SELECT 1 FROM feed_states AS s WHERE s.feed = b.feed);
