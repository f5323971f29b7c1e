-- What hosts ask of their visitors, so that the next run knows it, too.

CREATE TABLE hosts (
    host VARCHAR PRIMARY KEY,
    blocked_until TIMESTAMP NOT NULL
);
COMMENT ON TABLE hosts IS 'A host that asked us to stay away for a while: nothing is asked of it before, no feed and no page.';
COMMENT ON COLUMN hosts.host IS 'Name, and port where it is neither 80 nor 443.';
COMMENT ON COLUMN hosts.blocked_until IS 'Until when; a day away at most.';

CREATE TABLE robots (
    origin VARCHAR PRIMARY KEY,
    text VARCHAR NOT NULL,
    crawl_delay DOUBLE NOT NULL,
    fetched_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE robots IS 'A robots.txt, trusted for a day (RFC 9309), then asked for again.';
COMMENT ON COLUMN robots.origin IS 'Scheme, host and port whose rules these are.';
COMMENT ON COLUMN robots.text IS 'As far as we read it: 512 KiB. Empty where the host has none, and all is allowed.';
COMMENT ON COLUMN robots.crawl_delay IS 'Seconds between two requests that it asks of us; 0 for no such wish.';
COMMENT ON COLUMN robots.fetched_at IS 'Our clock when it came.';

CREATE TABLE misses (
    url VARCHAR PRIMARY KEY,
    until TIMESTAMP NOT NULL
);
COMMENT ON TABLE misses IS 'An address at which `chipwatch feeds discover` found no feed.';
COMMENT ON COLUMN misses.url IS 'The address.';
COMMENT ON COLUMN misses.until IS 'It is not tried again before.';

COMMENT ON COLUMN quarantine.attempts IS 'Runs in which it failed; 0 while its host has only kept us from asking.';
