-- Items that failed. A run's failure is counted once, however often it is kept; an item that came through
-- in a later run than its last failure is resolved.

-- :again
UPDATE quarantine AS q
SET reason = b.reason, problem = b.problem, replay = b.replay, state = 'open', attempts = q.attempts + 1,
    last_failed = b.last_failed, run_id = b.run_id, resolved = NULL, resolved_by = NULL
FROM batch_quarantine AS b
WHERE q.item_id = b.item_id AND q.last_failed < b.last_failed;

-- :new
INSERT INTO quarantine BY NAME
SELECT b.* FROM batch_quarantine AS b
WHERE NOT EXISTS (SELECT 1 FROM quarantine AS q WHERE q.item_id = b.item_id);

-- :resolved
UPDATE quarantine AS q SET state = 'resolved', resolved = r.started, resolved_by = r.run_id
FROM batch_articles AS b, batch_runs AS r
WHERE q.state = 'open' AND q.item = b.url AND q.last_failed < r.started;
