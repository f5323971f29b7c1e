-- undated_items: how many items have no date to be believed, and so are in no trend?
-- Grain: one row per feed and reason.
-- Units: items = all such items, on_topic = those on the topic. why = none (nothing readable was printed) or
-- doubtful (ambiguous, in the future, absurd). example_url, example_date = one of them, its date as printed.
-- Leaves out: dated items.
CREATE OR REPLACE VIEW undated_items AS
SELECT
    feed,
    any_value(outlet) AS outlet,
    published_confidence AS why,
    count(*) AS items,
    count(*) FILTER (on_topic) AS on_topic,
    arg_min(url, article_id) AS example_url,
    arg_min(published_raw, article_id) AS example_date
FROM news
WHERE published IS NULL
GROUP BY feed, published_confidence;
