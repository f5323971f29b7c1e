-- Which addresses the memory of a feed is about, since when its alarm is on, and how the last one ended.

ALTER TABLE feed_states ADD COLUMN configured VARCHAR;
ALTER TABLE feed_states ADD COLUMN alarm_since TIMESTAMP;
ALTER TABLE feed_states ADD COLUMN recovered VARCHAR;
ALTER TABLE feed_states ADD COLUMN recovered_at TIMESTAMP;
COMMENT ON COLUMN feed_states.configured IS 'sha256, hex, of the lines kind and urls of the feed as configured when this was remembered: another one, and it is forgotten.';
COMMENT ON COLUMN feed_states.alarm_since IS 'Since when the alarm is of the same kind; NULL when well.';
COMMENT ON COLUMN feed_states.recovered IS 'What was said when the last alarm ended; NULL: none ever did.';
COMMENT ON COLUMN feed_states.recovered_at IS 'When that was.';
COMMENT ON COLUMN feed_states.verified_at IS 'First time that its address gave a feed with something in it.';

UPDATE feed_states AS s
SET configured = sha256(concat_ws(chr(10), f.kind, array_to_string(f.urls, chr(10))))
FROM feeds AS f
WHERE f.feed = s.feed;
