-- Readings and their facts, after articles.sql. A reading that is there already with the same facts is left
-- alone; one that found other facts is replaced whole.

-- :fresh
CREATE OR REPLACE TEMP TABLE new_readings AS FROM batch_readings;

-- :cosmetic
-- Of a text that differs from the kept one in white space: its offsets would not fit.
DELETE FROM new_readings AS b USING article_versions AS v
WHERE v.version_id = b.version_id AND v.text_sha256 <> b.text_sha256
  AND v.day BETWEEN getvariable('first_day') AND getvariable('last_day');

-- :written
CREATE OR REPLACE TEMP TABLE written AS
SELECT b.reading_id, t.day
FROM new_readings AS b JOIN touched AS t USING (article_id)
WHERE NOT EXISTS (
    SELECT 1 FROM readings AS r
    WHERE r.reading_id = b.reading_id AND r.facts_sha256 = b.facts_sha256
      AND r.day BETWEEN getvariable('first_day') AND getvariable('last_day'));

-- :replaced
DELETE FROM readings
WHERE reading_id IN (SELECT reading_id FROM written)
  AND day BETWEEN getvariable('first_day') AND getvariable('last_day');

-- :readings
INSERT INTO readings BY NAME
SELECT b.* REPLACE (w.day AS day) FROM new_readings AS b JOIN written AS w USING (reading_id)
ORDER BY w.day, b.reading_id;

-- :old_mentions
DELETE FROM mentions
WHERE reading_id IN (SELECT reading_id FROM written)
  AND day BETWEEN getvariable('first_day') AND getvariable('last_day');

-- :mentions
INSERT INTO mentions BY NAME
SELECT b.* REPLACE (w.day AS day) FROM batch_mentions AS b JOIN written AS w USING (reading_id)
ORDER BY w.day, b.reading_id, b.number;

-- :old_candidates
DELETE FROM candidates
WHERE reading_id IN (SELECT reading_id FROM written)
  AND day BETWEEN getvariable('first_day') AND getvariable('last_day');

-- :candidates
INSERT INTO candidates BY NAME
SELECT b.* REPLACE (w.day AS day) FROM batch_candidates AS b JOIN written AS w USING (reading_id)
ORDER BY w.day, b.reading_id, b.number;

-- :old_amounts
DELETE FROM amounts
WHERE reading_id IN (SELECT reading_id FROM written)
  AND day BETWEEN getvariable('first_day') AND getvariable('last_day');

-- :amounts
INSERT INTO amounts BY NAME
SELECT b.* REPLACE (w.day AS day) FROM batch_amounts AS b JOIN written AS w USING (reading_id)
ORDER BY w.day, b.reading_id, b.number;

-- :old_attributions
DELETE FROM attributions
WHERE reading_id IN (SELECT reading_id FROM written)
  AND day BETWEEN getvariable('first_day') AND getvariable('last_day');

-- :attributions
INSERT INTO attributions BY NAME
SELECT b.* REPLACE (w.day AS day) FROM batch_attributions AS b JOIN written AS w USING (reading_id)
ORDER BY w.day, b.reading_id, b.number;

-- :old_quotes
DELETE FROM quotes
WHERE reading_id IN (SELECT reading_id FROM written)
  AND day BETWEEN getvariable('first_day') AND getvariable('last_day');

-- :quotes
INSERT INTO quotes BY NAME
SELECT b.* REPLACE (w.day AS day) FROM batch_quotes AS b JOIN written AS w USING (reading_id)
ORDER BY w.day, b.reading_id, b.number;

-- :old_date_mentions
DELETE FROM date_mentions
WHERE reading_id IN (SELECT reading_id FROM written)
  AND day BETWEEN getvariable('first_day') AND getvariable('last_day');

-- :date_mentions
INSERT INTO date_mentions BY NAME
SELECT b.* REPLACE (w.day AS day) FROM batch_date_mentions AS b JOIN written AS w USING (reading_id)
ORDER BY w.day, b.reading_id, b.number;

-- :current
-- The newest version that is an article, else the newest, never one that a newer reader replaced; and its newest
-- reading.
UPDATE articles AS a
SET versions = now.versions, version_id = now.version_id, verdict = now.verdict, title = now.title,
    language = now.language, reading_id = now.reading_id, on_topic = now.on_topic, score = now.score
FROM (
    SELECT v.article_id, v.versions, v.version_id, v.verdict, v.title,
           coalesce(v.language, r.language) AS language, r.reading_id, r.on_topic, r.score
    FROM (
        SELECT article_id, version_id, verdict, title, language, count(*) OVER (PARTITION BY article_id) AS versions
        FROM article_versions
        WHERE article_id IN (SELECT article_id FROM touched)
          AND replaced_by IS NULL
          AND day BETWEEN getvariable('first_day') AND getvariable('last_day')
        QUALIFY row_number() OVER (
            PARTITION BY article_id
            ORDER BY verdict = 'article' DESC, first_seen DESC, made_at DESC NULLS LAST, version_id) = 1
    ) AS v LEFT JOIN (
        SELECT version_id, reading_id, language, on_topic, score
        FROM readings
        WHERE article_id IN (SELECT article_id FROM touched)
          AND day BETWEEN getvariable('first_day') AND getvariable('last_day')
        QUALIFY row_number() OVER (
            PARTITION BY version_id ORDER BY read_at DESC, extractor_version DESC) = 1
    ) AS r USING (version_id)
) AS now
WHERE a.article_id = now.article_id
  AND a.day BETWEEN getvariable('first_day') AND getvariable('last_day')
  AND (a.versions, a.version_id, a.reading_id, a.on_topic, a.score, a.language)
      IS DISTINCT FROM
      (now.versions, now.version_id, now.reading_id, now.on_topic, now.score, now.language);
