-- repeated-lines: Which lines does an outlet print under many articles, so that we leave them out?
-- Grain: one row per line of an outlet.
-- Units: articles = different stories that held it, of of_articles that were looked at; times UTC, our clock.
-- Leaves out: lines that the rules of the reader leave out already.
-- Parameter: outlet VARCHAR = NULL; all by default
-- Parameter: top INTEGER = 50; how many rows
-- Example: top=10
SELECT outlet, articles, of_articles, line, learnt_at, last_seen, examples
FROM repeated_lines
WHERE $outlet IS NULL OR outlet = $outlet
ORDER BY outlet, articles DESC, key
LIMIT $top;
