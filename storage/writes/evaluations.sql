-- Accuracy figures. The newest figures of a version on a gold set replace older ones that differ.

-- :old
DELETE FROM evaluations AS e USING batch_evaluations AS b
WHERE (e.extractor_version, e.gold, e.gold_sha256) = (b.extractor_version, b.gold, b.gold_sha256)
  AND (e.measure, e.type, e.language) IS NOT DISTINCT FROM (b.measure, b.type, b.language)
  AND (e.documents, e.found, e.missed, e.wrong) IS DISTINCT FROM (b.documents, b.found, b.missed, b.wrong);

-- :gone
-- What is not measured any more.
DELETE FROM evaluations AS e
WHERE EXISTS (
        SELECT 1 FROM batch_evaluations AS b
        WHERE (e.extractor_version, e.gold, e.gold_sha256) = (b.extractor_version, b.gold, b.gold_sha256))
  AND NOT EXISTS (
        SELECT 1 FROM batch_evaluations AS b
        WHERE (e.measure, e.type, e.language) IS NOT DISTINCT FROM (b.measure, b.type, b.language)
          AND e.gold = b.gold);

-- :new
INSERT INTO evaluations BY NAME
SELECT b.* FROM batch_evaluations AS b
WHERE NOT EXISTS (
    SELECT 1 FROM evaluations AS e
    WHERE (e.extractor_version, e.gold, e.gold_sha256) = (b.extractor_version, b.gold, b.gold_sha256)
      AND (e.measure, e.type, e.language) IS NOT DISTINCT FROM (b.measure, b.type, b.language));
