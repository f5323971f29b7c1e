-- most-named: Which names lead the coverage?
-- Grain: one row per name, the most articles first.
-- Units: articles = articles on the topic that name it, each once; share = of the articles on the topic of those days.
-- Leaves out: undated articles.
-- Parameter: days INTEGER = 30; how many days, up to as_of
-- Parameter: type VARCHAR = NULL; company, person, agency, media, chip, measure, country, place, ticker, index or org; all by default
-- Parameter: top INTEGER = 20; how many rows
-- Parameter: as_of DATE = NULL; last day counted; by default the newest day of the news in the file
-- Example: type=chip days=90
SELECT
    name,
    type,
    sum(articles)::BIGINT AS articles,
    sum(mentions)::BIGINT AS mentions,
    round(sum(articles) / (
        SELECT sum(on_topic) FROM coverage_by_day
        WHERE day <= day_or_newest($as_of) AND day > day_or_newest($as_of) - $days
    ), 4) AS share,
    max(day) AS last_day,
    entity_id
FROM names_by_day
WHERE day <= day_or_newest($as_of)
  AND day > day_or_newest($as_of) - $days
  AND ($type IS NULL OR type = $type)
GROUP BY entity_id, type, name
ORDER BY articles DESC, mentions DESC, entity_id
LIMIT $top;
