-- day_or_newest: up to which day does a question look?
-- Grain: one DATE.
-- Units: as_of DATE, or text that is one; NULL stands for the newest day of the news in this file.
-- Leaves out: nothing.
CREATE OR REPLACE MACRO day_or_newest(as_of) AS coalesce(as_of::DATE, newest_day());
