-- What came over the wire, the articles read from it, each text they had, and each reading of a text.
-- Large tables carry no keys and no indexes: DuckDB's cost a doubled file and slower writes (measured).
-- Every row carries `day`, which never changes, so that writes touch the newest row groups only.

CREATE TABLE pages (
    page_id BIGINT NOT NULL,
    day DATE NOT NULL,
    url VARCHAR NOT NULL,
    final_url VARCHAR NOT NULL,
    article_id BIGINT,
    version_id BIGINT,
    feed VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    status INTEGER NOT NULL,
    digest VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    byte_offset BIGINT NOT NULL,
    byte_length BIGINT NOT NULL,
    fetched_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE pages IS 'A response, or a local file, in the raw archive.';
COMMENT ON COLUMN pages.page_id IS 'First 63 bits of the sha256 of URL and time of fetching.';
COMMENT ON COLUMN pages.day IS 'UTC date of fetched_at; the storage key.';
COMMENT ON COLUMN pages.url IS 'The URL asked for.';
COMMENT ON COLUMN pages.final_url IS 'Where redirects led.';
COMMENT ON COLUMN pages.article_id IS 'articles.article_id of what was read from it; NULL when nothing was.';
COMMENT ON COLUMN pages.version_id IS 'article_versions.version_id of the text that it showed; NULL when none.';
COMMENT ON COLUMN pages.feed IS 'feeds.feed of the entry that led here.';
COMMENT ON COLUMN pages.run_id IS 'The run that fetched it.';
COMMENT ON COLUMN pages.status IS 'HTTP status; 0 for a local file.';
COMMENT ON COLUMN pages.digest IS 'sha256 of the body, hex.';
COMMENT ON COLUMN pages.file IS 'WARC file, relative to the archive''s folder.';
COMMENT ON COLUMN pages.byte_offset IS 'Byte of that file at which the record begins.';
COMMENT ON COLUMN pages.byte_length IS 'Bytes of the record as stored, compressed.';
COMMENT ON COLUMN pages.fetched_at IS 'Our clock when it came.';

CREATE TABLE articles (
    article_id BIGINT NOT NULL,
    day DATE NOT NULL,
    url VARCHAR NOT NULL,
    feed VARCHAR NOT NULL,
    outlet VARCHAR,
    title VARCHAR,
    language VARCHAR,
    verdict VARCHAR NOT NULL,
    published TIMESTAMP,
    published_raw VARCHAR,
    published_method VARCHAR,
    published_confidence VARCHAR NOT NULL,
    first_seen TIMESTAMP NOT NULL,
    backfilled BOOLEAN NOT NULL,
    versions INTEGER NOT NULL,
    version_id BIGINT NOT NULL,
    reading_id BIGINT,
    on_topic BOOLEAN,
    score DOUBLE,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE articles IS 'One article, known by its canonical URL, as its current version and current reading have it. Off-topic ones are here too: they are the denominator.';
COMMENT ON COLUMN articles.article_id IS 'First 63 bits of the sha256 of url.';
COMMENT ON COLUMN articles.day IS 'The storage key: UTC date of published as known at first insert, else of first seen; never changes. Count by published, not by this.';
COMMENT ON COLUMN articles.url IS 'Canonical URL; for a local file without one, urn:sha256: of its bytes.';
COMMENT ON COLUMN articles.feed IS 'feeds.feed of the feed that first led to it; entries has the others.';
COMMENT ON COLUMN articles.outlet IS 'The outlet of that feed, else the one that the page names.';
COMMENT ON COLUMN articles.title IS 'Headline of the current version.';
COMMENT ON COLUMN articles.language IS 'ISO 639-1, by the text itself; NULL when unsure.';
COMMENT ON COLUMN articles.verdict IS 'What the page is: article; or paywall, cookie_wall, challenge, error_page, video, live_blog, index, not_html, empty, too_big, which are not read as news.';
COMMENT ON COLUMN articles.published IS 'What the publisher says, page before feed; NULL when it says nothing, or nothing to be believed. Trends count by this.';
COMMENT ON COLUMN articles.published_raw IS 'The same as printed; also of a date that was not believed.';
COMMENT ON COLUMN articles.published_method IS 'Which reader gave the value.';
COMMENT ON COLUMN articles.published_confidence IS 'sure, likely, day (midnight UTC of a known day), doubtful (published is NULL), none.';
COMMENT ON COLUMN articles.first_seen IS 'Our clock when we first met it.';
COMMENT ON COLUMN articles.backfilled IS 'First met by backfill: first_seen is later than a poll would have made it.';
COMMENT ON COLUMN articles.versions IS 'How many distinct texts or headlines it has had.';
COMMENT ON COLUMN articles.version_id IS 'article_versions.version_id of the newest version that is an article, else of the newest.';
COMMENT ON COLUMN articles.reading_id IS 'readings.reading_id of the newest reading of that version; NULL when it was not read. Count facts of this reading only.';
COMMENT ON COLUMN articles.on_topic IS 'By that reading; NULL when not read.';
COMMENT ON COLUMN articles.score IS 'Relevance by that reading, 0 to 1.';
COMMENT ON COLUMN articles.run_id IS 'The run that first kept it.';

CREATE TABLE article_versions (
    version_id BIGINT NOT NULL,
    day DATE NOT NULL,
    article_id BIGINT NOT NULL,
    page_id BIGINT,
    verdict VARCHAR NOT NULL,
    why VARCHAR,
    title VARCHAR,
    subtitle VARCHAR,
    authors VARCHAR[] NOT NULL,
    language VARCHAR,
    published TIMESTAMP,
    published_raw VARCHAR,
    published_method VARCHAR,
    published_confidence VARCHAR NOT NULL,
    modified TIMESTAMP,
    modified_raw VARCHAR,
    modified_method VARCHAR,
    modified_confidence VARCHAR,
    text VARCHAR,
    text_sha256 VARCHAR NOT NULL,
    characters INTEGER NOT NULL,
    sections STRUCT(heading VARCHAR, char_start INTEGER, char_end INTEGER)[] NOT NULL,
    outlet VARCHAR,
    section VARCHAR,
    tags VARCHAR[] NOT NULL,
    image VARCHAR,
    credit VARCHAR,
    free BOOLEAN,
    method VARCHAR,
    removed STRUCT(text VARCHAR, reason VARCHAR)[] NOT NULL,
    extras MAP(VARCHAR, INTEGER) NOT NULL,
    first_seen TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE article_versions IS 'Each distinct text or headline of an article. A change of white space alone makes none.';
COMMENT ON COLUMN article_versions.version_id IS 'First 63 bits of the sha256 of URL, headline and text, white space folded.';
COMMENT ON COLUMN article_versions.day IS 'articles.day.';
COMMENT ON COLUMN article_versions.article_id IS 'articles.article_id.';
COMMENT ON COLUMN article_versions.page_id IS 'pages.page_id of the first page that showed it; NULL when it was read from the feed alone.';
COMMENT ON COLUMN article_versions.verdict IS 'What the page is; see articles.verdict.';
COMMENT ON COLUMN article_versions.why IS 'Why this verdict.';
COMMENT ON COLUMN article_versions.title IS 'Headline.';
COMMENT ON COLUMN article_versions.subtitle IS 'Standfirst.';
COMMENT ON COLUMN article_versions.authors IS 'Byline, one name an item.';
COMMENT ON COLUMN article_versions.language IS 'ISO 639-1, by the text itself; NULL when unsure.';
COMMENT ON COLUMN article_versions.published IS 'What this page says, as we read it, doubtful values too; NULL when it says nothing readable.';
COMMENT ON COLUMN article_versions.published_raw IS 'The same as printed.';
COMMENT ON COLUMN article_versions.published_method IS 'Which reader gave the value.';
COMMENT ON COLUMN article_versions.published_confidence IS 'sure, likely, day, doubtful, none.';
COMMENT ON COLUMN article_versions.modified IS 'When the page says that it was changed.';
COMMENT ON COLUMN article_versions.modified_raw IS 'The same as printed.';
COMMENT ON COLUMN article_versions.modified_method IS 'Which reader gave the value.';
COMMENT ON COLUMN article_versions.modified_confidence IS 'sure, likely, day, doubtful, none; NULL when nothing was printed.';
COMMENT ON COLUMN article_versions.text IS 'What every offset points into. NULL while every reading of it is off topic: then the archive has it.';
COMMENT ON COLUMN article_versions.text_sha256 IS 'Of the text in UTF-8, hex, also when the text is not kept.';
COMMENT ON COLUMN article_versions.characters IS 'Code points of the text.';
COMMENT ON COLUMN article_versions.sections IS 'Runs of paragraphs under one heading: code points of the text, half-open, heading included.';
COMMENT ON COLUMN article_versions.outlet IS 'As the page names it.';
COMMENT ON COLUMN article_versions.section IS 'Section of the outlet.';
COMMENT ON COLUMN article_versions.tags IS 'As printed.';
COMMENT ON COLUMN article_versions.image IS 'URL of the lead image.';
COMMENT ON COLUMN article_versions.credit IS 'The original that the page credits.';
COMMENT ON COLUMN article_versions.free IS 'Whether all may read it; NULL when the page does not say.';
COMMENT ON COLUMN article_versions.method IS 'How the body was found, and why so.';
COMMENT ON COLUMN article_versions.removed IS 'Lines of the page that are no part of the article, with the reason.';
COMMENT ON COLUMN article_versions.extras IS 'Counts of what else was removed, by reason.';
COMMENT ON COLUMN article_versions.first_seen IS 'Our clock when this text was first met.';
COMMENT ON COLUMN article_versions.run_id IS 'The run that first kept it.';

CREATE TABLE readings (
    reading_id BIGINT NOT NULL,
    day DATE NOT NULL,
    article_id BIGINT NOT NULL,
    version_id BIGINT NOT NULL,
    extractor_version VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    language VARCHAR,
    on_topic BOOLEAN NOT NULL,
    score DOUBLE NOT NULL,
    topics VARCHAR[] NOT NULL,
    why VARCHAR[] NOT NULL,
    sentences STRUCT(char_start INTEGER, char_end INTEGER)[] NOT NULL,
    mentions INTEGER NOT NULL,
    candidates INTEGER NOT NULL,
    amounts INTEGER NOT NULL,
    attributions INTEGER NOT NULL,
    facts_sha256 VARCHAR NOT NULL,
    read_at TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE readings IS 'One extractor version over one article version. Facts and sentences of off-topic readings are not kept.';
COMMENT ON COLUMN readings.reading_id IS 'First 63 bits of the sha256 of version and extractor version.';
COMMENT ON COLUMN readings.day IS 'articles.day.';
COMMENT ON COLUMN readings.article_id IS 'articles.article_id.';
COMMENT ON COLUMN readings.version_id IS 'article_versions.version_id.';
COMMENT ON COLUMN readings.extractor_version IS 'Version of the code, and digest of the knowledge that it used.';
COMMENT ON COLUMN readings.text_sha256 IS 'Of the text that was read, hex.';
COMMENT ON COLUMN readings.language IS 'ISO 639-1; NULL when unsure.';
COMMENT ON COLUMN readings.on_topic IS 'About limits on, access to, or evasion around AI chips and what makes them.';
COMMENT ON COLUMN readings.score IS 'Relevance, 0 to 1.';
COMMENT ON COLUMN readings.topics IS 'policy_change, enforcement, evasion, licensing, capex, market_reaction, domestic_substitution, retaliation, diplomacy, product_for_china.';
COMMENT ON COLUMN readings.why IS 'The concepts that decided, each concept@start into the text.';
COMMENT ON COLUMN readings.sentences IS 'Sentence n of the text is sentences[n + 1]: code points, half-open.';
COMMENT ON COLUMN readings.mentions IS 'How many were found, kept or not.';
COMMENT ON COLUMN readings.candidates IS 'How many were found, kept or not.';
COMMENT ON COLUMN readings.amounts IS 'How many were found, kept or not.';
COMMENT ON COLUMN readings.attributions IS 'How many were found, kept or not.';
COMMENT ON COLUMN readings.facts_sha256 IS 'Digest of all that was found, hex: the same text and extractor version give the same.';
COMMENT ON COLUMN readings.read_at IS 'Our clock when it was kept.';
COMMENT ON COLUMN readings.run_id IS 'The run that read it.';
