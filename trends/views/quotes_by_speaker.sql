-- quotes_by_speaker: whose words are in the news, how often, and through whom?
-- Grain: one row per speaker of a quote in the current text of an article on the topic.
-- Units: quotes = direct and indirect together; direct = in the speaker's own words; relayed = that came through an
-- outlet or a generic source; articles, each once; voices = publisher families among them; roles = as printed, the most
-- frequent first; first_day, last_day = UTC.
-- Leaves out: quotes without a speaker; undated articles.
CREATE OR REPLACE VIEW quotes_by_speaker AS
WITH said AS (
    SELECT
        m.speaker, m.speaker_type, m.speaker_entity_id, m.role, m.kind, len(m.relay) > 0 AS is_relayed,
        m.article_id, t.family, t.published_day
    FROM quotes_by_decision AS m
    JOIN texts AS t ON t.reading_id = m.reading_id AND t.day = m.day
    WHERE m.speaker IS NOT NULL AND t.published_day IS NOT NULL
),
roles AS (
    SELECT speaker, speaker_type, speaker_entity_id, list(role ORDER BY quotes DESC, role) AS roles
    FROM (
        SELECT speaker, speaker_type, speaker_entity_id, role, count(*) AS quotes
        FROM said
        WHERE role IS NOT NULL
        GROUP BY ALL
    )
    GROUP BY ALL
)
SELECT
    s.speaker,
    s.speaker_type,
    s.speaker_entity_id,
    coalesce(any_value(r.roles), []) AS roles,
    count(*) AS quotes,
    count(*) FILTER (s.kind = 'direct') AS direct,
    count(*) FILTER (s.is_relayed) AS relayed,
    count(DISTINCT s.article_id) AS articles,
    count(DISTINCT s.family) AS voices,
    min(s.published_day) AS first_day,
    max(s.published_day) AS last_day
FROM said AS s
LEFT JOIN roles AS r ON r.speaker = s.speaker AND r.speaker_type = s.speaker_type
    AND r.speaker_entity_id IS NOT DISTINCT FROM s.speaker_entity_id
GROUP BY s.speaker, s.speaker_type, s.speaker_entity_id;
