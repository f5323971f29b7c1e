-- What the new versions repeat.

-- :copies
INSERT INTO copies BY NAME
SELECT b.* REPLACE (f.day AS day) FROM batch_copies AS b JOIN fresh AS f USING (version_id)
WHERE NOT EXISTS (
    SELECT 1 FROM copies AS c
    WHERE c.version_id = b.version_id AND c.day BETWEEN getvariable('first_day') AND getvariable('last_day'))
ORDER BY f.day;
