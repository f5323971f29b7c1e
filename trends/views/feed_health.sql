-- feed_health: which feeds are well, which fail, which fell silent?
-- Grain: one row per feed that this file ever heard of.
-- Units: state = well; failing (the last poll failed, or failures are not cleared); gone (the server says so, 410:
-- asked no more until its address is edited); no address works (none of its addresses gave a feed); silent (answers,
-- but has brought nothing new for more than twice as long as it ever was quiet in the 28 days before, until it
-- does); alarm (another one: see problem); never polled; off.
-- alarm_since = since when its alarm is of this kind; recovered, recovered_at = how and when its last alarm ended.
-- polls_7d, good_polls_7d, new_7d, new_28d = polls and new entries of the last 7 or 28 days up to made_at();
-- usual_pause, quiet_days = days; quiet_days = from the last new entry to the last good poll. Times are UTC.
-- Leaves out: polls of more than 60 days ago.
CREATE OR REPLACE VIEW feed_health AS
WITH recent AS (
    SELECT
        feed,
        arg_max(problem, started) FILTER (problem IS NOT NULL) AS last_problem,
        count(*) FILTER (started > made_at() - INTERVAL 7 DAY) AS polls_7d,
        count(*) FILTER (
            started > made_at() - INTERVAL 7 DAY
            AND outcome IN ('new', 'nothing_new', 'same_body', 'not_modified', 'empty')
        ) AS good_polls_7d,
        coalesce(sum(new) FILTER (started > made_at() - INTERVAL 7 DAY), 0)::BIGINT AS new_7d,
        coalesce(sum(new) FILTER (started > made_at() - INTERVAL 28 DAY), 0)::BIGINT AS new_28d,
        count(DISTINCT day) FILTER (new > 0) AS days_with_new,
        date_diff('day', min(started) FILTER (new > 0), max(started) FILTER (new > 0)) AS days_between
    FROM polls
    WHERE day >= made_at()::DATE - 60
    GROUP BY feed
),
gaps_by_feed AS (
    SELECT feed, count(*) AS open_gaps FROM gaps WHERE state = 'open' GROUP BY feed
),
told AS (
    SELECT
        f.*,
        s.* EXCLUDE (feed, url),
        coalesce(s.url, f.urls[1]) AS url,
        r.* EXCLUDE (feed),
        if(r.days_with_new >= 5, r.days_between / (r.days_with_new - 1), NULL) AS usual_pause,
        date_diff('second', s.last_new, s.last_good) / 86400 AS quiet_days,
        s.failures > 0
            OR s.last_outcome NOT IN ('new', 'nothing_new', 'same_body', 'not_modified', 'empty') AS fails,
        coalesce(s.alarm LIKE 'gone:%', false) AS is_gone
    FROM feeds AS f
    LEFT JOIN feed_states AS s ON s.feed = f.feed
    LEFT JOIN recent AS r ON r.feed = f.feed
)
SELECT
    t.feed,
    t.outlet,
    CASE
        WHEN NOT t.listed OR NOT t.enabled THEN 'off'
        WHEN t.last_outcome IS NULL THEN 'never polled'
        WHEN t.last_outcome = 'no_candidate' THEN 'no address works'
        WHEN t.is_gone THEN 'gone'
        WHEN t.fails THEN 'failing'
        WHEN t.alarm LIKE 'silent:%' THEN 'silent'
        WHEN t.alarm IS NOT NULL THEN 'alarm'
        ELSE 'well'
    END AS state,
    t.last_outcome,
    coalesce(if(t.fails AND NOT t.is_gone, t.last_problem, NULL), t.alarm) AS problem,
    t.last_poll,
    t.last_good,
    t.last_new,
    if(t.is_gone, NULL, t.next_poll) AS next_poll,
    coalesce(t.failures, 0) AS failures,
    coalesce(g.open_gaps, 0) AS open_gaps,
    coalesce(t.polls_7d, 0) AS polls_7d,
    coalesce(t.good_polls_7d, 0) AS good_polls_7d,
    coalesce(t.new_7d, 0) AS new_7d,
    coalesce(t.new_28d, 0) AS new_28d,
    round(t.usual_pause, 2) AS usual_pause,
    round(t.quiet_days, 2) AS quiet_days,
    round(t.interval_seconds / 60, 1) AS interval_minutes,
    t.url,
    len(t.urls) AS addresses,
    t.verified_at,
    t.alarm_since,
    t.recovered,
    t.recovered_at
FROM told AS t
LEFT JOIN gaps_by_feed AS g ON g.feed = t.feed;
