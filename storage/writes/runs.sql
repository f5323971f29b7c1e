-- The run itself and its funnel. A part of a run that is kept again replaces its own counts.

-- :run
INSERT INTO runs BY NAME
SELECT b.* FROM batch_runs AS b
WHERE NOT EXISTS (SELECT 1 FROM runs AS r WHERE r.run_id = b.run_id);

-- :old_counts
DELETE FROM stage_counts AS c
USING (SELECT DISTINCT run_id, part, day FROM batch_stage_counts) AS b
WHERE c.run_id = b.run_id AND c.part = b.part AND c.day = b.day;

-- :counts
INSERT INTO stage_counts BY NAME SELECT * FROM batch_stage_counts;
