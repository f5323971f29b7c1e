-- sentence_of: what is the sentence of this number?
-- Grain: one VARCHAR; NULL when there is no such sentence.
-- Units: words = the text; spans = readings.sentences; place = number of the sentence, from 0.
-- Leaves out: nothing.
CREATE OR REPLACE MACRO sentence_of(words, spans, place) AS
    substring(words, spans[place + 1].char_start + 1, spans[place + 1].char_end - spans[place + 1].char_start);
