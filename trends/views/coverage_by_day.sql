-- coverage_by_day: how much news was there, how much of it on the topic, and could we see it?
-- Grain: one row per UTC day of `published`, days without news too.
-- Units: items = everything met, read or not; read_items = what was read; on_topic = items on the topic.
-- voices = publisher families with an item on the topic. share_on_topic = on_topic / items.
-- blind_feeds = feeds with an open gap on that day: with any, in_gap is true and a low number may be our blindness.
-- Leaves out: undated items (undated_items has them).
CREATE OR REPLACE VIEW coverage_by_day AS
WITH counted AS (
    SELECT
        published_day,
        count(*) AS items,
        count(on_topic) AS read_items,
        count(*) FILTER (on_topic) AS on_topic,
        count(DISTINCT family) FILTER (on_topic) AS voices
    FROM news
    WHERE published_day IS NOT NULL
    GROUP BY published_day
)
SELECT
    c.day,
    coalesce(n.items, 0) AS items,
    coalesce(n.read_items, 0) AS read_items,
    coalesce(n.on_topic, 0) AS on_topic,
    coalesce(n.voices, 0) AS voices,
    round(n.on_topic / n.items, 4) AS share_on_topic,
    coalesce(g.blind_feeds, 0) AS blind_feeds,
    g.day IS NOT NULL AS in_gap
FROM calendar AS c
LEFT JOIN counted AS n ON n.published_day = c.day
LEFT JOIN gap_days AS g ON g.day = c.day;
