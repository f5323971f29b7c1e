-- latest: What are the newest articles on the topic?
-- Grain: one row per article, the newest first.
-- Units: published = UTC, by the publisher; score = relevance, 0 to 1.
-- Leaves out: undated articles (question undated counts them).
-- Parameter: topic VARCHAR = NULL; policy_change, enforcement, evasion, licensing, capex, market_reaction …; all by default
-- Parameter: language VARCHAR = NULL; it, en, es …; all by default
-- Parameter: top INTEGER = 20; how many rows
-- Parameter: as_of DATE = NULL; last day looked at; by default the newest day of the news in the file
-- Example: topic=enforcement top=5
SELECT published, title, outlet, language, topics, score, url
FROM texts
WHERE on_topic
  AND ($topic IS NULL OR list_contains(topics, $topic))
  AND ($language IS NULL OR language = $language)
  AND published_day <= day_or_newest($as_of)
ORDER BY published DESC, url
LIMIT $top;
