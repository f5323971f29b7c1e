-- first_day_of: on which day does a time that an article names begin?
-- Grain: one value.
-- Units: value = as in date_mentions: 2026-11-24, 2026-11, 2026-Q3, 2026-H1, 2026; DATE.
-- Leaves out: NULL for NULL.
CREATE OR REPLACE MACRO first_day_of(value) AS make_date(
    value[1:4]::BIGINT,
    CASE
        WHEN len(value) = 4 THEN 1
        WHEN value[6] = 'Q' THEN 3 * value[7:7]::BIGINT - 2
        WHEN value[6] = 'H' THEN 6 * value[7:7]::BIGINT - 5
        ELSE value[6:7]::BIGINT
    END,
    coalesce(try_cast(value[9:10] AS BIGINT), 1)
);
