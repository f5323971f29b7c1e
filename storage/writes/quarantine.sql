-- Items that failed, and items that came through. A run's failure is counted once, however often it is kept; only a
-- later run than the last failure settles an item.

-- :again
-- What could not be asked for is no attempt, and what waits already says more of itself.
UPDATE quarantine AS q
SET reason = b.reason, problem = b.problem, replay = b.replay, state = 'open', attempts = q.attempts + b.attempts,
    last_failed = b.last_failed, run_id = b.run_id, resolved = NULL, resolved_by = NULL
FROM batch_quarantine AS b
WHERE q.item_id = b.item_id AND q.last_failed < b.last_failed AND (b.attempts > 0 OR q.state <> 'open');

-- :new
INSERT INTO quarantine BY NAME
SELECT b.* FROM batch_quarantine AS b
WHERE NOT EXISTS (SELECT 1 FROM quarantine AS q WHERE q.item_id = b.item_id);

-- :resolved
UPDATE quarantine AS q SET state = b.state, resolved = r.started, resolved_by = r.run_id
FROM batch_settled AS b, batch_runs AS r
WHERE q.state = 'open' AND q.feed = b.feed AND q.item = b.item AND q.last_failed < r.started;

-- :holes
INSERT INTO gaps BY NAME
SELECT q.feed, 'article_failed' AS cause, q.moment AS since, q.moment AS until, 'open' AS state,
    r.started AS opened, r.run_id AS opened_by
FROM quarantine AS q, batch_runs AS r
WHERE q.state = 'open' AND q.stage <> 'read' AND NOT EXISTS (
    SELECT 1 FROM gaps AS g
    WHERE g.feed = q.feed AND g.cause = 'article_failed' AND g.since = q.moment AND g.state = 'open'
)
QUALIFY row_number() OVER (PARTITION BY q.feed, q.moment) = 1;

-- :filled
UPDATE gaps AS g SET state = 'closed', closed = r.started, closed_by = r.run_id
FROM batch_runs AS r
WHERE g.state = 'open' AND g.cause = 'article_failed' AND NOT EXISTS (
    SELECT 1 FROM quarantine AS q WHERE q.state = 'open' AND q.feed = g.feed AND q.moment = g.since
);
