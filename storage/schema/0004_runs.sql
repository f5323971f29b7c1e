-- How the runs went: the funnel, what failed and can be tried again, what was published, how well we read.

CREATE TABLE runs (
    run_id VARCHAR NOT NULL,
    flow VARCHAR NOT NULL,
    trigger VARCHAR NOT NULL,
    started TIMESTAMP NOT NULL,
    finished TIMESTAMP,
    since TIMESTAMP,
    until TIMESTAMP,
    arguments VARCHAR,
    versions MAP(VARCHAR, VARCHAR) NOT NULL,
    changed BOOLEAN NOT NULL,
    release INTEGER
);
COMMENT ON TABLE runs IS 'One run of a flow.';
COMMENT ON COLUMN runs.run_id IS 'Unique.';
COMMENT ON COLUMN runs.flow IS 'poll, backfill, retry, reread.';
COMMENT ON COLUMN runs.trigger IS 'Who started it: cli, prefect.';
COMMENT ON COLUMN runs.started IS 'When it began.';
COMMENT ON COLUMN runs.finished IS 'When its newest write began.';
COMMENT ON COLUMN runs.since IS 'Start of the window asked for, for a backfill.';
COMMENT ON COLUMN runs.until IS 'End of the window asked for.';
COMMENT ON COLUMN runs.arguments IS 'As given.';
COMMENT ON COLUMN runs.versions IS 'What ran: component to version.';
COMMENT ON COLUMN runs.changed IS 'Whether it brought content: entries, articles, readings, gaps, quarantined items.';
COMMENT ON COLUMN runs.release IS 'First release that has all that it brought; NULL until then.';

CREATE TABLE stage_counts (
    run_id VARCHAR NOT NULL,
    part VARCHAR NOT NULL,
    day DATE NOT NULL,
    feed VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    reason VARCHAR,
    n BIGINT NOT NULL
);
COMMENT ON TABLE stage_counts IS 'The funnel. For each run, part, feed and stage: in = out + dropped + quarantined.';
COMMENT ON COLUMN stage_counts.run_id IS 'runs.run_id.';
COMMENT ON COLUMN stage_counts.part IS 'Which write of the run, for runs that write more than once: a digest of what it brought.';
COMMENT ON COLUMN stage_counts.day IS 'UTC date of the start of the run; the storage key.';
COMMENT ON COLUMN stage_counts.feed IS 'feeds.feed.';
COMMENT ON COLUMN stage_counts.stage IS 'poll, entry, fetch, article, read, keep, in the order of the walk.';
COMMENT ON COLUMN stage_counts.status IS 'in, out, dropped, quarantined.';
COMMENT ON COLUMN stage_counts.reason IS 'Why dropped or quarantined; NULL for in and out.';
COMMENT ON COLUMN stage_counts.n IS 'Items.';

CREATE TABLE quarantine (
    item_id BIGINT NOT NULL,
    feed VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    item VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    problem VARCHAR NOT NULL,
    replay JSON NOT NULL,
    moment TIMESTAMP NOT NULL,
    state VARCHAR NOT NULL,
    attempts INTEGER NOT NULL,
    first_failed TIMESTAMP NOT NULL,
    last_failed TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL,
    resolved TIMESTAMP,
    resolved_by VARCHAR
);
COMMENT ON TABLE quarantine IS 'An item that failed, with what is needed to try it again.';
COMMENT ON COLUMN quarantine.item_id IS 'First 63 bits of the sha256 of feed, stage and item.';
COMMENT ON COLUMN quarantine.feed IS 'feeds.feed.';
COMMENT ON COLUMN quarantine.stage IS 'Where in the walk it failed.';
COMMENT ON COLUMN quarantine.item IS 'URL or entry id.';
COMMENT ON COLUMN quarantine.reason IS 'Short code, of the newest failure.';
COMMENT ON COLUMN quarantine.problem IS 'One line for people.';
COMMENT ON COLUMN quarantine.replay IS 'What a retry needs.';
COMMENT ON COLUMN quarantine.moment IS 'When the missing article was published, else when it first failed: where its gap is.';
COMMENT ON COLUMN quarantine.state IS 'open; resolved (a later try came through); gone (there is nothing to be had any more).';
COMMENT ON COLUMN quarantine.attempts IS 'Runs in which it failed.';
COMMENT ON COLUMN quarantine.first_failed IS 'Start of the first run in which it failed.';
COMMENT ON COLUMN quarantine.last_failed IS 'Start of the newest run in which it failed.';
COMMENT ON COLUMN quarantine.run_id IS 'That run.';
COMMENT ON COLUMN quarantine.resolved IS 'When that was settled; NULL while open.';
COMMENT ON COLUMN quarantine.resolved_by IS 'runs.run_id of the run that settled it.';

CREATE TABLE releases (
    number INTEGER NOT NULL,
    published_at TIMESTAMP NOT NULL,
    newest TIMESTAMP,
    schema_number INTEGER NOT NULL,
    duckdb_version VARCHAR NOT NULL,
    chipwatch_version VARCHAR,
    extractor_version VARCHAR,
    rows MAP(VARCHAR, BIGINT) NOT NULL
);
COMMENT ON TABLE releases IS 'What was published when; the newest row is the file that you are reading. Not every one is still on the disk.';
COMMENT ON COLUMN releases.number IS 'Counts up from 1; the folder under releases/.';
COMMENT ON COLUMN releases.published_at IS 'When it was made: nothing later is in it.';
COMMENT ON COLUMN releases.newest IS 'Newest articles.published in it.';
COMMENT ON COLUMN releases.schema_number IS 'Newest row of migrations.';
COMMENT ON COLUMN releases.duckdb_version IS 'That wrote it.';
COMMENT ON COLUMN releases.chipwatch_version IS 'That wrote it; NULL when run without being installed.';
COMMENT ON COLUMN releases.extractor_version IS 'Of its newest reading.';
COMMENT ON COLUMN releases.rows IS 'Rows by table.';

CREATE TABLE evaluations (
    evaluated_at TIMESTAMP NOT NULL,
    extractor_version VARCHAR NOT NULL,
    gold VARCHAR NOT NULL,
    gold_sha256 VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    type VARCHAR,
    language VARCHAR,
    documents INTEGER NOT NULL,
    found INTEGER NOT NULL,
    missed INTEGER NOT NULL,
    wrong INTEGER NOT NULL,
    precision DOUBLE,
    recall DOUBLE,
    f1 DOUBLE,
    f1_low DOUBLE,
    f1_high DOUBLE
);
COMMENT ON TABLE evaluations IS 'A measured accuracy figure.';
COMMENT ON COLUMN evaluations.evaluated_at IS 'When.';
COMMENT ON COLUMN evaluations.extractor_version IS 'readings.extractor_version.';
COMMENT ON COLUMN evaluations.gold IS 'Which annotated set.';
COMMENT ON COLUMN evaluations.gold_sha256 IS 'Digest of that set, hex.';
COMMENT ON COLUMN evaluations.measure IS 'entities and topics once an article, mentions one by one, amounts, amounts_exact, attributions, on_topic.';
COMMENT ON COLUMN evaluations.type IS 'entities.type or amounts.kind; NULL for all.';
COMMENT ON COLUMN evaluations.language IS 'ISO 639-1; NULL for all.';
COMMENT ON COLUMN evaluations.documents IS 'Annotated articles.';
COMMENT ON COLUMN evaluations.found IS 'True positives.';
COMMENT ON COLUMN evaluations.missed IS 'False negatives.';
COMMENT ON COLUMN evaluations.wrong IS 'False positives.';
COMMENT ON COLUMN evaluations.precision IS 'found / (found + wrong); NULL when nothing was found.';
COMMENT ON COLUMN evaluations.recall IS 'found / (found + missed); NULL when there was nothing to find.';
COMMENT ON COLUMN evaluations.f1 IS 'Their harmonic mean.';
COMMENT ON COLUMN evaluations.f1_low IS 'Lower end of its 95 % interval.';
COMMENT ON COLUMN evaluations.f1_high IS 'Upper end of its 95 % interval.';
