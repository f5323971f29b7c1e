-- Pages read again by a newer reader; the same text elsewhere; lines that an outlet prints under many articles.

ALTER TABLE pages ADD COLUMN reader_version VARCHAR;
ALTER TABLE pages ADD COLUMN extractor_version VARCHAR;
ALTER TABLE pages ADD COLUMN read_at TIMESTAMP;
ALTER TABLE pages ADD COLUMN archived BOOLEAN DEFAULT true;
COMMENT ON COLUMN pages.version_id IS 'article_versions.version_id of the text that it showed to its newest reader; NULL when none.';
COMMENT ON COLUMN pages.reader_version IS 'Which reader of pages tried it last: version of the code, and digest of the rules that it used.';
COMMENT ON COLUMN pages.extractor_version IS 'Which extractor of facts tried it last.';
COMMENT ON COLUMN pages.read_at IS 'Our clock when that was.';
COMMENT ON COLUMN pages.archived IS 'False once its file was removed from the archive for its age: it cannot be read again.';

ALTER TABLE article_versions ADD COLUMN agency VARCHAR;
ALTER TABLE article_versions ADD COLUMN made_at TIMESTAMP;
ALTER TABLE article_versions ADD COLUMN replaced_by BIGINT;
COMMENT ON COLUMN article_versions.agency IS 'The news agency whose copy it is, by the marks that outlets must print; NULL when no mark names one.';
COMMENT ON COLUMN article_versions.made_at IS 'Our clock when this text was read from its page: later than first_seen when a newer reader made it. NULL: at first_seen.';
COMMENT ON COLUMN article_versions.replaced_by IS 'The version that a newer reader made of the same page. It is no change by the publisher, so the replaced one is neither current nor counted. NULL: not replaced.';
COMMENT ON COLUMN articles.versions IS 'How many distinct texts or headlines it has had; those that a newer reader replaced are not counted.';
COMMENT ON COLUMN articles.version_id IS 'article_versions.version_id of the newest version that is an article, else of the newest; never of a replaced one.';

CREATE TABLE fingerprints (
    version_id BIGINT NOT NULL,
    day DATE NOT NULL,
    article_id BIGINT NOT NULL,
    method VARCHAR NOT NULL,
    words INTEGER NOT NULL,
    shingles INTEGER NOT NULL,
    exact BIGINT NOT NULL,
    bands INTEGER[] NOT NULL,
    sketch BLOB NOT NULL,
    first_seen TIMESTAMP NOT NULL,
    published TIMESTAMP
);
COMMENT ON TABLE fingerprints IS 'What tells the text of a version among others, kept also where the text is not.';
COMMENT ON COLUMN fingerprints.version_id IS 'article_versions.version_id.';
COMMENT ON COLUMN fingerprints.day IS 'articles.day.';
COMMENT ON COLUMN fingerprints.article_id IS 'articles.article_id.';
COMMENT ON COLUMN fingerprints.method IS 'How it was made; only those of one method can be compared.';
COMMENT ON COLUMN fingerprints.words IS 'Words of the text.';
COMMENT ON COLUMN fingerprints.shingles IS 'Distinct runs of four words.';
COMMENT ON COLUMN fingerprints.exact IS 'Digest of the words in their order: equal for exact twins.';
COMMENT ON COLUMN fingerprints.bands IS 'Texts that are near share at least one of these; empty for a text too short to be near another.';
COMMENT ON COLUMN fingerprints.sketch IS 'A byte of each of 128 minimum hashes: as many are equal as the texts have shingles in common.';
COMMENT ON COLUMN fingerprints.first_seen IS 'article_versions.first_seen: who was first is decided by this,';
COMMENT ON COLUMN fingerprints.published IS 'and between equals by what the publisher says, as known when the text was first kept.';

CREATE TABLE copies (
    version_id BIGINT NOT NULL,
    day DATE NOT NULL,
    article_id BIGINT NOT NULL,
    original_id BIGINT NOT NULL,
    original_version_id BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    similarity DOUBLE NOT NULL,
    agency VARCHAR,
    found_at TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE copies IS 'A version whose text stood in another article before, as far as we have seen: at most one row a version.';
COMMENT ON COLUMN copies.version_id IS 'article_versions.version_id of the copy.';
COMMENT ON COLUMN copies.day IS 'articles.day of the copy.';
COMMENT ON COLUMN copies.article_id IS 'articles.article_id of the copy.';
COMMENT ON COLUMN copies.original_id IS 'articles.article_id of the first one seen; the original of a copy''s copy is the original.';
COMMENT ON COLUMN copies.original_version_id IS 'article_versions.version_id of its text.';
COMMENT ON COLUMN copies.kind IS 'exact: the same words in the same order; near: edited, cut or extended; agency: either, and a news agency''s.';
COMMENT ON COLUMN copies.similarity IS 'Part of the shorter text''s runs of four words that stand in the other, 0 to 1; of a near one an estimate, ±.05. For a copy''s copy, to what it was found by.';
COMMENT ON COLUMN copies.agency IS 'The news agency, by the marks of either; NULL when there are none.';
COMMENT ON COLUMN copies.found_at IS 'Our clock when it was noticed.';
COMMENT ON COLUMN copies.run_id IS 'runs.run_id of the run that noticed it.';

CREATE TABLE repeated_lines (
    outlet VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    line VARCHAR NOT NULL,
    articles INTEGER NOT NULL,
    of_articles INTEGER NOT NULL,
    first_seen TIMESTAMP NOT NULL,
    last_seen TIMESTAMP NOT NULL,
    examples VARCHAR[] NOT NULL,
    learnt_at TIMESTAMP NOT NULL,
    PRIMARY KEY (outlet, key)
);
COMMENT ON TABLE repeated_lines IS 'A line that an outlet prints under many different articles: no part of any of them, and left out of those read from then on.';
COMMENT ON COLUMN repeated_lines.outlet IS 'articles.outlet.';
COMMENT ON COLUMN repeated_lines.key IS 'The line in lower case, white space folded, numbers as 0.';
COMMENT ON COLUMN repeated_lines.line IS 'As printed once.';
COMMENT ON COLUMN repeated_lines.articles IS 'Different stories that held it when last looked,';
COMMENT ON COLUMN repeated_lines.of_articles IS 'of so many that were looked at.';
COMMENT ON COLUMN repeated_lines.first_seen IS 'When the first article that is known to hold it was fetched.';
COMMENT ON COLUMN repeated_lines.last_seen IS 'When the last one was.';
COMMENT ON COLUMN repeated_lines.examples IS 'URLs of some articles that hold it: the evidence.';
COMMENT ON COLUMN repeated_lines.learnt_at IS 'Our clock when it was first learnt.';

CREATE TABLE line_learnings (
    outlet VARCHAR PRIMARY KEY,
    waiting INTEGER NOT NULL,
    looked_at INTEGER NOT NULL,
    learnt_at TIMESTAMP
);
COMMENT ON TABLE line_learnings IS 'When the lines of an outlet were last looked at for repeated ones.';
COMMENT ON COLUMN line_learnings.outlet IS 'articles.outlet.';
COMMENT ON COLUMN line_learnings.waiting IS 'Articles that came since.';
COMMENT ON COLUMN line_learnings.looked_at IS 'How many articles were read for it, the newest ones.';
COMMENT ON COLUMN line_learnings.learnt_at IS 'Our clock; NULL: never yet.';
