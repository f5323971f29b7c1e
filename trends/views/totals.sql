-- totals: how much is in this file?
-- Grain: one row.
-- Units: feeds_polled, feeds_well = feeds; entries = items as feeds showed them; items = those told apart by URL;
-- read_items = read as articles, on_topic = on the topic, undated = without a date to be believed, of the items.
-- Leaves out: nothing.
CREATE OR REPLACE VIEW totals AS
SELECT
    (SELECT count(*) FROM feed_health WHERE last_poll IS NOT NULL) AS feeds_polled,
    (SELECT count(*) FROM feed_health WHERE last_poll IS NOT NULL AND state = 'well') AS feeds_well,
    (SELECT count(*) FROM entries) AS entries,
    count(*) AS items,
    count(on_topic) AS read_items,
    count(*) FILTER (on_topic) AS on_topic,
    count(*) FILTER (published IS NULL) AS undated,
    newest_day() AS newest_day
FROM news;
