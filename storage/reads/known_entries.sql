-- What the named feeds have shown. Entries that went out of sight 30 days before the feed's newest one are
-- left out: a feed that shows such an old item again makes a request too many, and no second row.
SELECT feed, list(id ORDER BY id), list(url ORDER BY id), list(coalesce(title, '') ORDER BY id),
    list(coalesce(updated_raw, '') ORDER BY id)
FROM (
    SELECT feed, id, url, title, updated_raw FROM entries
    WHERE feed IN (SELECT feed FROM batch_asked)
    QUALIFY last_seen >= max(last_seen) OVER (PARTITION BY feed) - INTERVAL 30 DAY
)
GROUP BY feed;
