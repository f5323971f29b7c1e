-- movers: who is named more, and who less, than in the days before?
-- Grain: one row per name that an article names in the last `days` days up to as_of, or in as many days before.
-- Units: days INTEGER, 7 by default (week over week); as_of DATE, by default the newest day.
-- articles, articles_before = articles on the topic that name it; change = their difference.
-- share, share_before = of the articles on the topic of each stretch; change_of_share = their difference: a busy
-- week lifts all names, but not their share. is_new: no article of this file named it earlier than these days.
-- in_gap: a feed was blind in one of the two stretches.
-- Leaves out: undated articles; names in neither stretch.
CREATE OR REPLACE MACRO movers(days := 7, as_of := NULL) AS TABLE
WITH ends AS (
    SELECT
        day_or_newest(as_of) AS last_day,
        day_or_newest(as_of) - days::INTEGER AS middle,
        day_or_newest(as_of) - 2 * days::INTEGER AS beginning
),
-- on_topic is 0 in a stretch without news: then there is no share.
total AS (
    SELECT
        sum(c.on_topic) FILTER (c.day > w.middle) AS now_on_topic,
        sum(c.on_topic) FILTER (c.day <= w.middle) AS before_on_topic,
        bool_or(c.in_gap) AS in_gap
    FROM coverage_by_day AS c
    JOIN ends AS w ON c.day > w.beginning AND c.day <= w.last_day
),
counted AS (
    SELECT
        n.entity_id,
        coalesce(sum(n.articles) FILTER (n.published_day > w.middle), 0)::BIGINT AS articles,
        coalesce(
            sum(n.articles) FILTER (n.published_day > w.beginning AND n.published_day <= w.middle), 0
        )::BIGINT AS articles_before,
        min(n.published_day) > any_value(w.middle) AS is_new
    FROM entity_day AS n
    JOIN ends AS w ON n.published_day <= w.last_day
    GROUP BY n.entity_id
)
SELECT
    n.entity_id,
    e.type,
    e.name,
    n.articles,
    n.articles_before,
    n.articles - n.articles_before AS change,
    round(n.articles / nullif(t.now_on_topic, 0), 4) AS share,
    round(n.articles_before / nullif(t.before_on_topic, 0), 4) AS share_before,
    round(coalesce(n.articles / nullif(t.now_on_topic, 0), 0)
        - coalesce(n.articles_before / nullif(t.before_on_topic, 0), 0), 4) AS change_of_share,
    n.is_new,
    t.in_gap
FROM counted AS n
CROSS JOIN total AS t
LEFT JOIN entities_by_decision AS e ON e.entity_id = n.entity_id
WHERE n.articles + n.articles_before > 0;
