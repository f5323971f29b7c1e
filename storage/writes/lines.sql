-- Repeated lines as last seen; those learnt before keep the beginning of their story.

-- :seen
UPDATE repeated_lines AS r
SET articles = b.articles, of_articles = b.of_articles, first_seen = least(r.first_seen, b.first_seen),
    last_seen = greatest(r.last_seen, b.last_seen), examples = b.examples
FROM batch_repeated_lines AS b
WHERE r.outlet = b.outlet AND r.key = b.key;

-- :new
INSERT INTO repeated_lines BY NAME
SELECT b.* FROM batch_repeated_lines AS b
WHERE NOT EXISTS (SELECT 1 FROM repeated_lines AS r WHERE r.outlet = b.outlet AND r.key = b.key);
