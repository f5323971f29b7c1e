-- What the feeds asked for have shown. Entries that went out of sight 30 days before the feed's newest one are
-- left out: a feed that shows such an old item again makes a request too many, and no second row.
WITH newest AS (
    SELECT feed, max(last_seen) AS seen FROM entries
    WHERE feed IN (SELECT feed FROM batch_asked) GROUP BY feed
)
SELECT e.feed, e.id, e.url, coalesce(e.title, ''), coalesce(e.updated_raw, '')
FROM entries AS e JOIN newest AS n USING (feed)
WHERE e.last_seen >= n.seen - INTERVAL 30 DAY;
