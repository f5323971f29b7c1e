-- Pages, articles, versions. Each child carries the article's `day`, which the first insert decides;
-- from then on every statement is bounded by the days of this batch: flat, however large the file.

-- :touched
CREATE OR REPLACE TEMP TABLE touched AS
SELECT b.article_id, coalesce(a.day, b.day) AS day, a.article_id IS NULL AS new
FROM batch_articles AS b LEFT JOIN articles AS a USING (article_id);

-- :first_day
SET VARIABLE first_day = (SELECT min(day) FROM touched);

-- :last_day
SET VARIABLE last_day = (SELECT max(day) FROM touched);

-- :articles
INSERT INTO articles BY NAME
SELECT b.* FROM batch_articles AS b JOIN touched AS t USING (article_id)
WHERE t.new
ORDER BY b.day;

-- :waiting
INSERT INTO line_learnings
SELECT b.outlet, count(*) AS waiting, 0 AS looked_at, NULL AS learnt_at
FROM batch_articles AS b JOIN touched AS t USING (article_id)
WHERE t.new AND b.verdict = 'article' AND b.outlet IS NOT NULL
GROUP BY b.outlet
ON CONFLICT (outlet) DO UPDATE SET waiting = waiting + excluded.waiting;

-- :versions
INSERT INTO article_versions BY NAME
SELECT b.* REPLACE (t.day AS day) FROM batch_article_versions AS b JOIN touched AS t USING (article_id)
WHERE NOT EXISTS (
    SELECT 1 FROM article_versions AS v
    WHERE v.version_id = b.version_id
      AND v.day BETWEEN getvariable('first_day') AND getvariable('last_day'))
ORDER BY t.day;

-- :texts
-- Off topic until now, and wanted from now on.
UPDATE article_versions AS v
SET text = b.text, text_sha256 = b.text_sha256, characters = b.characters, sections = b.sections
FROM batch_article_versions AS b
WHERE v.version_id = b.version_id AND v.text IS NULL AND b.text IS NOT NULL
  AND v.day BETWEEN getvariable('first_day') AND getvariable('last_day');

-- :dates
-- A date that is known better than the one we have; equals don't replace, so the first one stays.
UPDATE articles AS a
SET published = b.published, published_raw = b.published_raw, published_method = b.published_method,
    published_confidence = b.published_confidence
FROM batch_articles AS b
WHERE a.article_id = b.article_id
  AND a.day BETWEEN getvariable('first_day') AND getvariable('last_day')
  AND list_position(['none', 'doubtful', 'day', 'likely', 'sure'], b.published_confidence)
    > list_position(['none', 'doubtful', 'day', 'likely', 'sure'], a.published_confidence);

-- :seen_again
-- Pages of this batch that nobody has read since its run began: a harvest that is kept once more, after a newer reader
-- has read its pages, has nothing to say.
CREATE OR REPLACE TEMP TABLE seen_again AS
SELECT b.*, p.version_id AS version_before
FROM batch_pages AS b LEFT JOIN pages AS p ON p.page_id = b.page_id AND p.day = b.day
WHERE p.read_at IS NULL OR p.read_at <= (SELECT started FROM batch_runs);

-- :replaced
-- By another reader, of the same page: no change by the publisher.
UPDATE article_versions AS v SET replaced_by = s.version_id
FROM seen_again AS s
WHERE v.version_id = s.version_before AND v.article_id = s.article_id AND s.version_id <> s.version_before
  AND v.day BETWEEN getvariable('first_day') AND getvariable('last_day');

-- :revived
UPDATE article_versions AS v SET replaced_by = NULL
FROM seen_again AS s
WHERE v.version_id = s.version_id AND v.replaced_by IS NOT NULL
  AND v.day BETWEEN getvariable('first_day') AND getvariable('last_day');

-- :reread
-- A reader that fails on a page takes nothing away.
UPDATE pages AS p
SET article_id = coalesce(s.article_id, p.article_id), version_id = coalesce(s.version_id, p.version_id),
    reader_version = s.reader_version, extractor_version = s.extractor_version, read_at = s.read_at
FROM seen_again AS s
WHERE p.page_id = s.page_id AND p.day = s.day
  AND (s.version_id <> p.version_id
       OR (p.article_id IS NULL AND s.article_id IS NOT NULL)
       OR (p.reader_version, p.extractor_version) IS DISTINCT FROM (s.reader_version, s.extractor_version));

-- :pages
INSERT INTO pages BY NAME
SELECT b.* FROM batch_pages AS b
WHERE NOT EXISTS (SELECT 1 FROM pages AS p WHERE p.page_id = b.page_id AND p.day = b.day);
