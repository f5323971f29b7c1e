-- What we poll, what a poll came to, what the feeds said, and where we know that we are blind.
-- In all tables: times are UTC in a plain TIMESTAMP; NULL is "unknown", never "none of it happened".

CREATE TABLE migrations (
    number INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE migrations IS 'The schema files applied to this file.';
COMMENT ON COLUMN migrations.number IS 'Number of the schema file.';
COMMENT ON COLUMN migrations.name IS 'Name of the schema file.';
COMMENT ON COLUMN migrations.applied_at IS 'When it was applied.';

CREATE TABLE feeds (
    feed VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    urls VARCHAR[] NOT NULL,
    outlet VARCHAR,
    family VARCHAR,
    language VARCHAR,
    country VARCHAR,
    kind VARCHAR NOT NULL,
    fetches VARCHAR NOT NULL,
    local BOOLEAN NOT NULL,
    enabled BOOLEAN NOT NULL,
    certainty VARCHAR,
    terms VARCHAR,
    why VARCHAR,
    history VARCHAR,
    history_url VARCHAR,
    listed BOOLEAN NOT NULL,
    first_listed TIMESTAMP NOT NULL,
    changed TIMESTAMP NOT NULL
);
COMMENT ON TABLE feeds IS 'A source as configured; a row stays when the source leaves the list.';
COMMENT ON COLUMN feeds.feed IS 'Its key in the sources file, and its name in every other table.';
COMMENT ON COLUMN feeds.title IS 'For people.';
COMMENT ON COLUMN feeds.urls IS 'Addresses in order: the first is the address, the others candidates until one gives a feed.';
COMMENT ON COLUMN feeds.outlet IS 'Who publishes.';
COMMENT ON COLUMN feeds.family IS 'Publisher family: what counts as one independent voice.';
COMMENT ON COLUMN feeds.language IS 'ISO 639-1; a hint for reading dates and numbers, not the language of an article.';
COMMENT ON COLUMN feeds.country IS 'ISO 3166 alpha-2.';
COMMENT ON COLUMN feeds.kind IS 'feed, json_feed, news_sitemap, wordpress, federal_register.';
COMMENT ON COLUMN feeds.fetches IS 'all: every entry''s page is fetched; matching: only those whose title or summary touches the topic.';
COMMENT ON COLUMN feeds.local IS 'A source on this machine or network.';
COMMENT ON COLUMN feeds.enabled IS 'False: configured, but not polled.';
COMMENT ON COLUMN feeds.certainty IS 'A to D: how sure the address is.';
COMMENT ON COLUMN feeds.terms IS 'Licence or terms of use, as noted.';
COMMENT ON COLUMN feeds.why IS 'Why it is followed.';
COMMENT ON COLUMN feeds.history IS 'How its past can be walked: wordpress, sitemap; NULL when no way is known.';
COMMENT ON COLUMN feeds.history_url IS 'Where its past lies.';
COMMENT ON COLUMN feeds.listed IS 'False once the sources file no longer names it.';
COMMENT ON COLUMN feeds.first_listed IS 'When this file first heard of it.';
COMMENT ON COLUMN feeds.changed IS 'When its configuration last changed.';

CREATE TABLE feed_states (
    feed VARCHAR PRIMARY KEY,
    url VARCHAR,
    url_for VARCHAR,
    etag BLOB,
    last_modified BLOB,
    validators_from VARCHAR,
    body_sha256 VARCHAR,
    next_poll TIMESTAMP,
    last_poll TIMESTAMP,
    last_good TIMESTAMP,
    last_new TIMESTAMP,
    verified_at TIMESTAMP,
    interval_seconds DOUBLE,
    failure_score DOUBLE NOT NULL,
    failures INTEGER NOT NULL,
    last_outcome VARCHAR,
    misses MAP(VARCHAR, TIMESTAMP) NOT NULL,
    trust_validators BOOLEAN NOT NULL,
    probed_at TIMESTAMP,
    blocked_until TIMESTAMP,
    moved_to VARCHAR,
    moved_count INTEGER NOT NULL,
    overlap_at TIMESTAMP,
    channel_wait DOUBLE NOT NULL,
    skip_hours TINYINT[] NOT NULL,
    skip_days TINYINT[] NOT NULL,
    alarm VARCHAR
);
COMMENT ON TABLE feed_states IS 'What is remembered of a feed between polls.';
COMMENT ON COLUMN feed_states.feed IS 'feeds.feed.';
COMMENT ON COLUMN feed_states.url IS 'The address that works, when it is not the first configured one.';
COMMENT ON COLUMN feed_states.url_for IS 'The configured address that led to url.';
COMMENT ON COLUMN feed_states.etag IS 'The server''s ETag, byte for byte.';
COMMENT ON COLUMN feed_states.last_modified IS 'The server''s Last-Modified, byte for byte.';
COMMENT ON COLUMN feed_states.validators_from IS 'The address whose answer gave etag and last_modified.';
COMMENT ON COLUMN feed_states.body_sha256 IS 'Of the last body that parsed, hex.';
COMMENT ON COLUMN feed_states.next_poll IS 'Not asked before.';
COMMENT ON COLUMN feed_states.last_poll IS 'Last time asked.';
COMMENT ON COLUMN feed_states.last_good IS 'Last time that a feed was read or proved unchanged.';
COMMENT ON COLUMN feed_states.last_new IS 'Last time that it brought an entry not seen before.';
COMMENT ON COLUMN feed_states.verified_at IS 'First time that its address gave a feed.';
COMMENT ON COLUMN feed_states.interval_seconds IS 'Between polls, as adapted; NULL before the second good poll.';
COMMENT ON COLUMN feed_states.failure_score IS 'Weighted failures in a row: hard 1, soft 0.5, temporary 0.25; 0 is well.';
COMMENT ON COLUMN feed_states.failures IS 'Failures in a row.';
COMMENT ON COLUMN feed_states.last_outcome IS 'polls.outcome of the last poll.';
COMMENT ON COLUMN feed_states.misses IS 'Candidate addresses that gave no feed, each with the time until which it is left alone.';
COMMENT ON COLUMN feed_states.trust_validators IS 'False when this server''s validators were caught lying.';
COMMENT ON COLUMN feed_states.probed_at IS 'Last time asked without validators and answered with the whole feed.';
COMMENT ON COLUMN feed_states.blocked_until IS 'The server said to stay away until then.';
COMMENT ON COLUMN feed_states.moved_to IS 'Target of a permanent redirect that is not yet believed.';
COMMENT ON COLUMN feed_states.moved_count IS 'Good polls in a row through that redirect.';
COMMENT ON COLUMN feed_states.overlap_at IS 'Newest poll that proved that nothing was missed before it.';
COMMENT ON COLUMN feed_states.channel_wait IS 'Seconds that the feed''s channel asks readers to stay away (ttl, sy:updatePeriod).';
COMMENT ON COLUMN feed_states.skip_hours IS 'Hours of the day, UTC, at which the feed says it rests.';
COMMENT ON COLUMN feed_states.skip_days IS 'Days of the week, Monday 0, at which the feed says it rests.';
COMMENT ON COLUMN feed_states.alarm IS 'The alarm as last reported; NULL when well.';

CREATE TABLE polls (
    poll_id BIGINT NOT NULL,
    day DATE NOT NULL,
    feed VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    started TIMESTAMP NOT NULL,
    seconds DOUBLE NOT NULL,
    outcome VARCHAR NOT NULL,
    problem VARCHAR,
    status INTEGER,
    bytes BIGINT NOT NULL,
    entries INTEGER NOT NULL,
    new INTEGER NOT NULL,
    known INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    dropped MAP(VARCHAR, INTEGER) NOT NULL
);
COMMENT ON TABLE polls IS 'One poll of one feed.';
COMMENT ON COLUMN polls.poll_id IS 'First 63 bits of the sha256 of feed and start.';
COMMENT ON COLUMN polls.day IS 'UTC date of started; the storage key.';
COMMENT ON COLUMN polls.feed IS 'feeds.feed.';
COMMENT ON COLUMN polls.run_id IS 'runs.run_id.';
COMMENT ON COLUMN polls.url IS 'The address asked.';
COMMENT ON COLUMN polls.started IS 'When the request began.';
COMMENT ON COLUMN polls.seconds IS 'How long it took.';
COMMENT ON COLUMN polls.outcome IS 'What it came to: new, nothing_new, same_body, not_modified, empty are good; any other is a failure.';
COMMENT ON COLUMN polls.problem IS 'One line for people; NULL when nothing is wrong.';
COMMENT ON COLUMN polls.status IS 'HTTP status; NULL when no answer came.';
COMMENT ON COLUMN polls.bytes IS 'Bytes of the body.';
COMMENT ON COLUMN polls.entries IS 'Entries seen.';
COMMENT ON COLUMN polls.new IS 'Entries not seen before.';
COMMENT ON COLUMN polls.known IS 'Entries seen before.';
COMMENT ON COLUMN polls.changed IS 'Known entries whose words changed.';
COMMENT ON COLUMN polls.dropped IS 'Items that could not become entries, by reason.';

CREATE TABLE entries (
    entry_id BIGINT NOT NULL,
    day DATE NOT NULL,
    feed VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    article_id BIGINT NOT NULL,
    link VARCHAR,
    title VARCHAR,
    summary VARCHAR,
    author VARCHAR,
    tags VARCHAR[] NOT NULL,
    credit VARCHAR,
    published TIMESTAMP,
    published_raw VARCHAR,
    published_method VARCHAR,
    published_confidence VARCHAR NOT NULL,
    updated TIMESTAMP,
    updated_raw VARCHAR,
    first_seen TIMESTAMP NOT NULL,
    last_seen TIMESTAMP NOT NULL,
    backfilled BOOLEAN NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE entries IS 'An item seen in a feed, in the words of its newest sight.';
COMMENT ON COLUMN entries.entry_id IS 'First 63 bits of the sha256 of feed and id.';
COMMENT ON COLUMN entries.day IS 'The storage key: UTC date of published as known at first insert, else of first seen; never changes.';
COMMENT ON COLUMN entries.feed IS 'feeds.feed.';
COMMENT ON COLUMN entries.id IS 'The feed''s own id for it, else its link; unique within the feed only.';
COMMENT ON COLUMN entries.url IS 'Canonical URL.';
COMMENT ON COLUMN entries.article_id IS 'articles.article_id; the article is absent when its page was not followed or not readable.';
COMMENT ON COLUMN entries.link IS 'The link as printed.';
COMMENT ON COLUMN entries.title IS 'Headline as the feed has it.';
COMMENT ON COLUMN entries.summary IS 'Summary as the feed has it, markup included.';
COMMENT ON COLUMN entries.author IS 'As printed.';
COMMENT ON COLUMN entries.tags IS 'Categories as printed.';
COMMENT ON COLUMN entries.credit IS 'The true publisher, where the feed names another one.';
COMMENT ON COLUMN entries.published IS 'What the publisher says, as we read it; NULL when it says nothing readable.';
COMMENT ON COLUMN entries.published_raw IS 'The same as printed.';
COMMENT ON COLUMN entries.published_method IS 'Which reader gave the value.';
COMMENT ON COLUMN entries.published_confidence IS 'sure, likely, day (midnight UTC of a known day), doubtful (not counted), none.';
COMMENT ON COLUMN entries.updated IS 'When the publisher says that it changed the item.';
COMMENT ON COLUMN entries.updated_raw IS 'The same as printed.';
COMMENT ON COLUMN entries.first_seen IS 'Our clock when we first met it.';
COMMENT ON COLUMN entries.last_seen IS 'Our clock when a feed last showed it.';
COMMENT ON COLUMN entries.backfilled IS 'First met by backfill: first_seen is later than a poll would have made it.';
COMMENT ON COLUMN entries.run_id IS 'The run that first met it.';

CREATE TABLE gaps (
    feed VARCHAR NOT NULL,
    cause VARCHAR NOT NULL,
    since TIMESTAMP NOT NULL,
    until TIMESTAMP NOT NULL,
    state VARCHAR NOT NULL,
    opened TIMESTAMP NOT NULL,
    opened_by VARCHAR NOT NULL,
    closed TIMESTAMP,
    closed_by VARCHAR
);
COMMENT ON TABLE gaps IS 'A hole in what we know of a feed. Open gaps of one feed and cause never overlap; a gap closed in part is cut in pieces.';
COMMENT ON COLUMN gaps.feed IS 'feeds.feed.';
COMMENT ON COLUMN gaps.cause IS 'no_overlap, downtime, failing, article_failed, never_backfilled.';
COMMENT ON COLUMN gaps.since IS 'Start of the hole.';
COMMENT ON COLUMN gaps.until IS 'End of the hole; equal to since for a single item.';
COMMENT ON COLUMN gaps.state IS 'open or closed.';
COMMENT ON COLUMN gaps.opened IS 'Start of the run that noticed it.';
COMMENT ON COLUMN gaps.opened_by IS 'runs.run_id of that run.';
COMMENT ON COLUMN gaps.closed IS 'When a window that covers it had been walked whole; NULL while open.';
COMMENT ON COLUMN gaps.closed_by IS 'runs.run_id of the run that walked it.';
