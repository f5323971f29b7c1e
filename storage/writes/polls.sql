-- What the polls came to.

-- :new
INSERT INTO polls BY NAME
SELECT b.* FROM batch_polls AS b
WHERE NOT EXISTS (SELECT 1 FROM polls AS p WHERE p.poll_id = b.poll_id AND p.day = b.day);
