-- Which stretches of a feed's past were walked, so that a backfill killed anywhere goes on where it was.

CREATE TABLE backfill_windows (
    feed VARCHAR NOT NULL,
    since TIMESTAMP NOT NULL,
    until TIMESTAMP NOT NULL,
    way VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    begun TIMESTAMP NOT NULL,
    finished TIMESTAMP,
    entries INTEGER,
    problem VARCHAR,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (feed, since, until, way)
);
COMMENT ON TABLE backfill_windows IS 'A stretch of a feed''s past that a backfill walks in one go.';
COMMENT ON COLUMN backfill_windows.feed IS 'feeds.feed.';
COMMENT ON COLUMN backfill_windows.since IS 'Start, included.';
COMMENT ON COLUMN backfill_windows.until IS 'End, excluded.';
COMMENT ON COLUMN backfill_windows.way IS 'sitemap, wordpress, files and others.';
COMMENT ON COLUMN backfill_windows.state IS 'begun, done (walked whole, not walked again), failed (walked in part).';
COMMENT ON COLUMN backfill_windows.begun IS 'When the newest walk of it began.';
COMMENT ON COLUMN backfill_windows.finished IS 'When that walk ended; NULL while it goes on, or when it was killed.';
COMMENT ON COLUMN backfill_windows.entries IS 'Entries that it gave.';
COMMENT ON COLUMN backfill_windows.problem IS 'Why it failed; NULL otherwise.';
COMMENT ON COLUMN backfill_windows.run_id IS 'runs.run_id of the newest walk.';
