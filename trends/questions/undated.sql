-- undated: How many items have no date to be believed, and so are in no trend?
-- Grain: one row per feed and reason, the most items first.
-- Units: why = none (nothing readable was printed) or doubtful (ambiguous, in the future, absurd).
-- Leaves out: dated items.
SELECT feed, outlet, why, items, on_topic, example_date, example_url
FROM undated_items
ORDER BY items DESC, feed, why;
