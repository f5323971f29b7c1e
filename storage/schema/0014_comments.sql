-- What these columns hold, as it is since lines that tell a sum stay and since who says what is measured.

COMMENT ON COLUMN repeated_lines.key IS 'The line in lower case, white space folded; of a short one the numbers as 0.';
COMMENT ON COLUMN evaluations.measure IS 'entities, mentions, amounts, amounts_exact, attributions, on_topic, topics, promotion, quotes, quote_spans, quotes_exact, speaker_roles, relays, amount_roles, dates; GUIDELINES.md of the gold says when each is right.';
