-- New entries of each of 56 whole days (NULL: no poll was good), and the usual size of the documents read in them
-- (NULL: none was read), both oldest first, from the feed's first poll on. A feed that fell silent has the 56 days up
-- to its last new entry, and all days since: its silence must not empty what it is measured by.
WITH spans AS (
    SELECT feed, min(day) AS first_day,
           least(coalesce(max(day) FILTER (new > 0) + 1, $today::DATE), $today::DATE) - 56 AS oldest
    FROM polls WHERE feed IN (SELECT feed FROM batch_asked) GROUP BY feed
), days AS (
    SELECT spans.feed, d.day::DATE AS day
    FROM spans, range(greatest(first_day, oldest)::TIMESTAMP, $today::TIMESTAMP, INTERVAL 1 DAY) AS d (day)
), seen AS (
    SELECT polls.feed, day,
           sum(new) FILTER (
               outcome IN ('new', 'nothing_new', 'same_body', 'not_modified', 'empty')
           )::INTEGER AS new,
           median(entries) FILTER (outcome IN ('new', 'nothing_new', 'empty')) AS size
    FROM polls JOIN spans ON polls.feed = spans.feed AND polls.day >= spans.oldest GROUP BY ALL
), fresh AS (
    SELECT days.feed, list(seen.new ORDER BY day) AS new, list(seen.size ORDER BY day) AS sizes
    FROM days LEFT JOIN seen USING (feed, day) GROUP BY days.feed
)
SELECT spans.feed, coalesce(fresh.new, []), coalesce(fresh.sizes, []) FROM spans LEFT JOIN fresh USING (feed);
