-- who-says: What does somebody say, in which words?
-- Grain: one row per quote, the newest article first.
-- Units: kind = direct (the speaker's own words) or indirect (the article's); relay = through whom it came, the
-- outermost first.
-- Leaves out: undated articles; quotes without a speaker.
-- Parameter: name NAME = NULL; only this speaker: name, ticker, spelling or id; all by default
-- Parameter: kind VARCHAR = NULL; direct or indirect; both by default
-- Parameter: days INTEGER = NULL; how many days, up to as_of; by default the whole file
-- Parameter: top INTEGER = 30; how many rows
-- Parameter: as_of DATE = NULL; last day looked at; by default the newest day of the news in the file
-- Example: kind=direct top=5
SELECT published_day, speaker, role, said, kind, relay, outlet, title, url
FROM facts_quotes
WHERE speaker IS NOT NULL
  AND ($name IS NULL OR speaker_entity_id IN (SELECT entity_id FROM find_names($name)))
  AND ($kind IS NULL OR kind = $kind)
  AND published_day <= day_or_newest($as_of)
  AND ($days IS NULL OR published_day > day_or_newest($as_of) - $days)
ORDER BY published DESC, url, number
LIMIT $top;
