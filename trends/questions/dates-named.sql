-- dates-named: Which times do the articles name?
-- Grain: one row per value, the latest first.
-- Units: value = as exact as the text: 2026-11-24, 2026-11, 2026-Q3, 2026-H1, 2026; until = the last of a span of time;
-- articles = articles that name it, each once; sentence = of the newest of them.
-- Leaves out: undated articles; times told from a day that is not known.
-- Parameter: since DATE = NULL; only times that begin on this day or later; all by default
-- Parameter: days INTEGER = NULL; only articles of so many days, up to as_of; by default the whole file
-- Parameter: top INTEGER = 30; how many rows
-- Parameter: as_of DATE = NULL; last day looked at; by default the newest day of the news in the file
-- Example: top=10
SELECT
    value,
    until,
    count(DISTINCT article_id) AS articles,
    arg_max(sentence, (published, url, -number)) AS sentence,
    arg_max(url, (published, url, -number)) AS url
FROM facts_dates
WHERE value IS NOT NULL
  AND ($since IS NULL OR first_day_of(value) >= $since)
  AND published_day <= day_or_newest($as_of)
  AND ($days IS NULL OR published_day > day_or_newest($as_of) - $days)
GROUP BY value, until
ORDER BY first_day_of(value) DESC, value, until NULLS FIRST
LIMIT $top;
