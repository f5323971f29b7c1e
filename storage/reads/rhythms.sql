-- New entries of each of the last 28 whole days, from the feed's first poll on, and the sizes of the last
-- 20 documents that were read, both oldest first.
WITH seen AS (
    SELECT feed, day, started, outcome, entries, new FROM polls
    WHERE feed IN (SELECT feed FROM batch_asked) AND day >= $today::DATE - 28
), first AS (
    SELECT feed, min(day) AS day FROM polls WHERE feed IN (SELECT feed FROM batch_asked) GROUP BY feed
), days AS (
    SELECT first.feed, d.day::DATE AS day
    FROM first, range(greatest(first.day, $today::DATE - 28)::TIMESTAMP, $today::TIMESTAMP, INTERVAL 1 DAY) AS d (day)
), fresh AS (
    SELECT days.feed, days.day, coalesce(sum(seen.new), 0)::INTEGER AS new
    FROM days LEFT JOIN seen USING (feed, day) GROUP BY ALL
), sizes AS (
    SELECT feed, started, entries FROM seen WHERE outcome IN ('new', 'nothing_new', 'empty')
    QUALIFY row_number() OVER (PARTITION BY feed ORDER BY started DESC) <= 20
)
SELECT first.feed,
       (SELECT coalesce(list(f.new ORDER BY f.day), []) FROM fresh AS f WHERE f.feed = first.feed),
       (SELECT coalesce(list(s.entries ORDER BY s.started), []) FROM sizes AS s WHERE s.feed = first.feed)
FROM first;
