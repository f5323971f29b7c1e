-- A speaker that only capitals show to be a name has a type, too, and so has the capital that speaks for its government.

COMMENT ON COLUMN quotes.speaker_type IS 'person, media, analyst_firm, company, agency, org, country; place: the city where a government sits, for that government; unknown: a name by its capitals alone, of a kind that nothing tells; generic: a source without a name; NULL without a speaker.';
COMMENT ON COLUMN quotes.speaker_entity_id IS 'entities.entity_id; NULL for a generic or an unknown source.';
