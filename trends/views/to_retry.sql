-- to_retry: what failed and can be tried again?
-- Grain: one row per item in quarantine.
-- Units: attempts = runs in which it failed; times are UTC.
-- Leaves out: items that a retry has brought through.
CREATE OR REPLACE VIEW to_retry AS
SELECT feed, stage, item, reason, problem, attempts, first_failed, last_failed, item_id
FROM quarantine
WHERE state = 'open';
