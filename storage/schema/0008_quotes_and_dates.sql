-- Who says what, and the times that the articles name.

CREATE TABLE quotes (
    reading_id BIGINT NOT NULL,
    day DATE NOT NULL,
    article_id BIGINT NOT NULL,
    version_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    speaker VARCHAR,
    speaker_type VARCHAR,
    speaker_entity_id VARCHAR,
    role VARCHAR,
    speaker_surface VARCHAR,
    speaker_start INTEGER,
    speaker_end INTEGER,
    relay VARCHAR[] NOT NULL,
    surface VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    cue VARCHAR NOT NULL
);
COMMENT ON TABLE quotes IS 'What somebody says in an on-topic article. A part between others, "one," he said, "two", is a row of its own.';
COMMENT ON COLUMN quotes.reading_id IS 'readings.reading_id.';
COMMENT ON COLUMN quotes.day IS 'articles.day.';
COMMENT ON COLUMN quotes.article_id IS 'articles.article_id.';
COMMENT ON COLUMN quotes.version_id IS 'article_versions.version_id.';
COMMENT ON COLUMN quotes.number IS 'Its id within the reading, from 0.';
COMMENT ON COLUMN quotes.kind IS 'direct: the speaker''s own words, between marks; indirect: the article''s.';
COMMENT ON COLUMN quotes.speaker IS 'English canonical name as the reading had it, or a generic source in English; NULL when the article does not tell.';
COMMENT ON COLUMN quotes.speaker_type IS 'person, media, analyst_firm, company, agency, org, country, generic; NULL without a speaker.';
COMMENT ON COLUMN quotes.speaker_entity_id IS 'entities.entity_id; NULL for a generic source.';
COMMENT ON COLUMN quotes.role IS 'As printed beside the name; NULL when nothing is.';
COMMENT ON COLUMN quotes.speaker_surface IS 'The characters of the speaker''s name, or of the role that stands for it; NULL when carried from before.';
COMMENT ON COLUMN quotes.speaker_start IS 'Their first code point.';
COMMENT ON COLUMN quotes.speaker_end IS 'Code point after the last.';
COMMENT ON COLUMN quotes.relay IS 'Through whom it came, the outermost first: outlets and generic sources.';
COMMENT ON COLUMN quotes.surface IS 'The characters of what is said; of a direct quote without its marks.';
COMMENT ON COLUMN quotes.char_start IS 'First code point.';
COMMENT ON COLUMN quotes.char_end IS 'Code point after the last.';
COMMENT ON COLUMN quotes.sentence IS 'Number of the sentence in which it begins, from 0: readings.sentences[sentence + 1].';
COMMENT ON COLUMN quotes.cue IS 'The verb or the marker that fired; ends in +hearsay when told in the conditional.';

CREATE TABLE date_mentions (
    reading_id BIGINT NOT NULL,
    day DATE NOT NULL,
    article_id BIGINT NOT NULL,
    version_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    value VARCHAR,
    until VARCHAR,
    relative BOOLEAN NOT NULL,
    surface VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    cue VARCHAR NOT NULL
);
COMMENT ON TABLE date_mentions IS 'A time that an on-topic article names.';
COMMENT ON COLUMN date_mentions.reading_id IS 'readings.reading_id.';
COMMENT ON COLUMN date_mentions.day IS 'articles.day.';
COMMENT ON COLUMN date_mentions.article_id IS 'articles.article_id.';
COMMENT ON COLUMN date_mentions.version_id IS 'article_versions.version_id.';
COMMENT ON COLUMN date_mentions.number IS 'Its id within the reading, from 0.';
COMMENT ON COLUMN date_mentions.value IS 'As exact as the text: 2026-11-24, 2026-11, 2026-Q3, 2026-H1, 2026; NULL when told from a day that is not known.';
COMMENT ON COLUMN date_mentions.until IS 'The last of a span of time, in the manner of value; NULL for a single time.';
COMMENT ON COLUMN date_mentions.relative IS 'Told from the article''s day or another.';
COMMENT ON COLUMN date_mentions.surface IS 'The characters themselves.';
COMMENT ON COLUMN date_mentions.char_start IS 'First code point.';
COMMENT ON COLUMN date_mentions.char_end IS 'Code point after the last.';
COMMENT ON COLUMN date_mentions.sentence IS 'Number of the sentence, from 0: readings.sentences[sentence + 1].';
COMMENT ON COLUMN date_mentions.cue IS 'What fired.';

ALTER TABLE readings ADD COLUMN quotes INTEGER;
ALTER TABLE readings ADD COLUMN date_mentions INTEGER;
COMMENT ON COLUMN readings.quotes IS 'How many were found, kept or not; NULL in a reading of before quotes were looked for.';
COMMENT ON COLUMN readings.date_mentions IS 'How many were found, kept or not; NULL in a reading of before dates were looked for.';
