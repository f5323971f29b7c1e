-- made_at: when was this file made?
-- Grain: one TIMESTAMP, UTC.
-- Units: our clock at the newest release; before the first release, at the newest poll.
-- Ages and silences are measured up to then, so that old files answer too.
-- Leaves out: nothing.
CREATE OR REPLACE MACRO made_at() AS (
    coalesce((SELECT max(published_at) FROM releases), (SELECT max(started) FROM polls))
);
