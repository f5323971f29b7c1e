-- What hosts asked for. Of two runs at once the later word counts, whichever is written last.

-- :blocked
INSERT INTO hosts BY NAME SELECT * FROM batch_hosts
ON CONFLICT (host) DO UPDATE SET blocked_until = greatest(hosts.blocked_until, excluded.blocked_until);

-- :robots
INSERT INTO robots BY NAME SELECT * FROM batch_robots
ON CONFLICT (origin) DO UPDATE
SET text = excluded.text, crawl_delay = excluded.crawl_delay, fetched_at = excluded.fetched_at
WHERE excluded.fetched_at > robots.fetched_at;
