-- What the articles say, each fact at its exact characters, and the small daily sums that trends start from.
-- Offsets are code points of article_versions.text, half-open: substring(text, char_start + 1, char_end - char_start) = surface.

CREATE TABLE entities (
    entity_id VARCHAR PRIMARY KEY,
    type VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    wikidata VARCHAR,
    country VARCHAR,
    parent VARCHAR,
    tickers VARCHAR[] NOT NULL,
    cues VARCHAR[] NOT NULL,
    details JSON,
    checked VARCHAR,
    catalogued BOOLEAN NOT NULL,
    first_seen TIMESTAMP
);
COMMENT ON TABLE entities IS 'The catalogue, and the unknown people and organisations that were found.';
COMMENT ON COLUMN entities.entity_id IS '<type>:<key>; a key that starts with ~ is provisional.';
COMMENT ON COLUMN entities.type IS 'company, person, agency, media, chip, measure, country, place, ticker, index, org.';
COMMENT ON COLUMN entities.name IS 'English canonical name; for the unknown, as found.';
COMMENT ON COLUMN entities.wikidata IS 'Q number; NULL when not known.';
COMMENT ON COLUMN entities.country IS 'ISO 3166 alpha-2.';
COMMENT ON COLUMN entities.parent IS 'entity_id of the owner, vendor or enclosing place.';
COMMENT ON COLUMN entities.tickers IS 'Listings.';
COMMENT ON COLUMN entities.cues IS 'Words whose presence lets a weak alias count.';
COMMENT ON COLUMN entities.details IS 'What else the catalogue says.';
COMMENT ON COLUMN entities.checked IS 'Source and day of the check; NULL: general knowledge.';
COMMENT ON COLUMN entities.catalogued IS 'False: found in articles, not in the catalogue.';
COMMENT ON COLUMN entities.first_seen IS 'Our clock at the first article that names it; NULL when none does.';

CREATE TABLE entity_aliases (
    entity_id VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    weak BOOLEAN NOT NULL,
    origin VARCHAR NOT NULL,
    first_seen TIMESTAMP,
    PRIMARY KEY (entity_id, form, language)
);
COMMENT ON TABLE entity_aliases IS 'A spelling of an entity.';
COMMENT ON COLUMN entity_aliases.entity_id IS 'entities.entity_id.';
COMMENT ON COLUMN entity_aliases.form IS 'As printed.';
COMMENT ON COLUMN entity_aliases.language IS 'ISO 639-1; empty for any.';
COMMENT ON COLUMN entity_aliases.weak IS 'Also a common word or somebody else''s name: counts only with evidence in the document.';
COMMENT ON COLUMN entity_aliases.origin IS 'catalogue, or found in an article.';
COMMENT ON COLUMN entity_aliases.first_seen IS 'Our clock at the first article that has a found one; NULL for the catalogue''s.';

CREATE TABLE mentions (
    reading_id BIGINT NOT NULL,
    day DATE NOT NULL,
    article_id BIGINT NOT NULL,
    version_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    type VARCHAR NOT NULL,
    entity_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    surface VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    confidence DOUBLE NOT NULL,
    cue VARCHAR NOT NULL
);
COMMENT ON TABLE mentions IS 'A name in an on-topic article. Join articles on reading_id to count each article once, by its current reading.';
COMMENT ON COLUMN mentions.reading_id IS 'readings.reading_id.';
COMMENT ON COLUMN mentions.day IS 'articles.day.';
COMMENT ON COLUMN mentions.article_id IS 'articles.article_id.';
COMMENT ON COLUMN mentions.version_id IS 'article_versions.version_id.';
COMMENT ON COLUMN mentions.number IS 'Its id within the reading, from 0.';
COMMENT ON COLUMN mentions.type IS 'entities.type.';
COMMENT ON COLUMN mentions.entity_id IS 'entities.entity_id.';
COMMENT ON COLUMN mentions.name IS 'Canonical name as the reading had it.';
COMMENT ON COLUMN mentions.surface IS 'The characters themselves.';
COMMENT ON COLUMN mentions.char_start IS 'First code point.';
COMMENT ON COLUMN mentions.char_end IS 'Code point after the last.';
COMMENT ON COLUMN mentions.sentence IS 'Number of the sentence, from 0: readings.sentences[sentence + 1].';
COMMENT ON COLUMN mentions.confidence IS '0 to 1.';
COMMENT ON COLUMN mentions.cue IS 'What fired.';

CREATE TABLE candidates (
    reading_id BIGINT NOT NULL,
    day DATE NOT NULL,
    article_id BIGINT NOT NULL,
    version_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    type VARCHAR,
    entity_id VARCHAR,
    name VARCHAR NOT NULL,
    surface VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    confidence DOUBLE NOT NULL,
    cue VARCHAR NOT NULL
);
COMMENT ON TABLE candidates IS 'A span that may be a name, its type or identity in doubt: for review, never counted.';
COMMENT ON COLUMN candidates.reading_id IS 'readings.reading_id.';
COMMENT ON COLUMN candidates.day IS 'articles.day.';
COMMENT ON COLUMN candidates.article_id IS 'articles.article_id.';
COMMENT ON COLUMN candidates.version_id IS 'article_versions.version_id.';
COMMENT ON COLUMN candidates.number IS 'Its id within the reading, from 0.';
COMMENT ON COLUMN candidates.type IS 'entities.type, where one is likely.';
COMMENT ON COLUMN candidates.entity_id IS 'entities.entity_id, where one is likely.';
COMMENT ON COLUMN candidates.name IS 'As the reading had it.';
COMMENT ON COLUMN candidates.surface IS 'The characters themselves.';
COMMENT ON COLUMN candidates.char_start IS 'First code point.';
COMMENT ON COLUMN candidates.char_end IS 'Code point after the last.';
COMMENT ON COLUMN candidates.sentence IS 'Number of the sentence, from 0: readings.sentences[sentence + 1].';
COMMENT ON COLUMN candidates.confidence IS '0 to 1.';
COMMENT ON COLUMN candidates.cue IS 'What fired.';

CREATE TABLE amounts (
    reading_id BIGINT NOT NULL,
    day DATE NOT NULL,
    article_id BIGINT NOT NULL,
    version_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    unit VARCHAR NOT NULL,
    bound VARCHAR,
    role VARCHAR,
    surface VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    cue VARCHAR NOT NULL,
    range_of INTEGER,
    converts INTEGER
);
COMMENT ON TABLE amounts IS 'A number that means something, in an on-topic article.';
COMMENT ON COLUMN amounts.reading_id IS 'readings.reading_id.';
COMMENT ON COLUMN amounts.day IS 'articles.day.';
COMMENT ON COLUMN amounts.article_id IS 'articles.article_id.';
COMMENT ON COLUMN amounts.version_id IS 'article_versions.version_id.';
COMMENT ON COLUMN amounts.number IS 'Its id within the reading, from 0.';
COMMENT ON COLUMN amounts.kind IS 'money, percent, quantity.';
COMMENT ON COLUMN amounts.value IS 'In units of unit, scale words applied; a sign only if printed.';
COMMENT ON COLUMN amounts.unit IS 'ISO 4217 for money; percent, percentage_point, basis_point; the head noun or symbol of a quantity.';
COMMENT ON COLUMN amounts.bound IS 'at_least, at_most, about; NULL when the text does not hedge.';
COMMENT ON COLUMN amounts.role IS 'capex, fine, revenue, charge, price, shipment, market_move, investment, quota, tariff and others; NULL when unsure.';
COMMENT ON COLUMN amounts.surface IS 'The characters themselves.';
COMMENT ON COLUMN amounts.char_start IS 'First code point.';
COMMENT ON COLUMN amounts.char_end IS 'Code point after the last.';
COMMENT ON COLUMN amounts.sentence IS 'Number of the sentence, from 0: readings.sentences[sentence + 1].';
COMMENT ON COLUMN amounts.cue IS 'What fired.';
COMMENT ON COLUMN amounts.range_of IS 'number of the amount, in the same reading, whose upper end this is.';
COMMENT ON COLUMN amounts.converts IS 'number of the amount, in the same reading, that this one restates in another currency; leave it out of sums.';

CREATE TABLE attributions (
    reading_id BIGINT NOT NULL,
    day DATE NOT NULL,
    article_id BIGINT NOT NULL,
    version_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    entity_id VARCHAR,
    surface VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    cue VARCHAR NOT NULL
);
COMMENT ON TABLE attributions IS 'A source that an on-topic article cites, at its first span.';
COMMENT ON COLUMN attributions.reading_id IS 'readings.reading_id.';
COMMENT ON COLUMN attributions.day IS 'articles.day.';
COMMENT ON COLUMN attributions.article_id IS 'articles.article_id.';
COMMENT ON COLUMN attributions.version_id IS 'article_versions.version_id.';
COMMENT ON COLUMN attributions.number IS 'Its place among those of the reading, from 0.';
COMMENT ON COLUMN attributions.source IS 'English canonical name, or a generic source in English.';
COMMENT ON COLUMN attributions.type IS 'media, person, analyst_firm, generic.';
COMMENT ON COLUMN attributions.entity_id IS 'entities.entity_id; NULL for a generic source.';
COMMENT ON COLUMN attributions.surface IS 'The characters themselves.';
COMMENT ON COLUMN attributions.char_start IS 'First code point.';
COMMENT ON COLUMN attributions.char_end IS 'Code point after the last.';
COMMENT ON COLUMN attributions.sentence IS 'Number of the sentence, from 0: readings.sentences[sentence + 1].';
COMMENT ON COLUMN attributions.cue IS 'What fired.';

CREATE TABLE entity_day (
    day DATE NOT NULL,
    published_day DATE,
    entity_id VARCHAR NOT NULL,
    articles INTEGER NOT NULL,
    mentions INTEGER NOT NULL
);
COMMENT ON TABLE entity_day IS 'Each entity by day, over the current readings of on-topic articles. Rebuilt at publishing for the days that changed.';
COMMENT ON COLUMN entity_day.day IS 'articles.day; the key of rebuilding, not for counting.';
COMMENT ON COLUMN entity_day.published_day IS 'UTC date of articles.published; NULL for undated articles. Sum over day to count by it.';
COMMENT ON COLUMN entity_day.entity_id IS 'entities.entity_id.';
COMMENT ON COLUMN entity_day.articles IS 'Articles that name it.';
COMMENT ON COLUMN entity_day.mentions IS 'How often they do.';

CREATE TABLE pair_day (
    day DATE NOT NULL,
    published_day DATE,
    entity_a VARCHAR NOT NULL,
    entity_b VARCHAR NOT NULL,
    articles INTEGER NOT NULL
);
COMMENT ON TABLE pair_day IS 'Two entities named in the same article, by day, over the current readings of on-topic articles. A year of pairs from mentions takes half a minute at ten million rows; from here it is a sum.';
COMMENT ON COLUMN pair_day.day IS 'articles.day; the key of rebuilding, not for counting.';
COMMENT ON COLUMN pair_day.published_day IS 'UTC date of articles.published; NULL for undated articles. Sum over day to count by it.';
COMMENT ON COLUMN pair_day.entity_a IS 'entities.entity_id; sorts before entity_b.';
COMMENT ON COLUMN pair_day.entity_b IS 'entities.entity_id.';
COMMENT ON COLUMN pair_day.articles IS 'Articles that name both.';

CREATE TABLE stale_days (
    day DATE PRIMARY KEY
);
COMMENT ON TABLE stale_days IS 'Days whose sums in entity_day and pair_day wait to be rebuilt; empty in a published file.';
COMMENT ON COLUMN stale_days.day IS 'articles.day of a changed article.';
