-- money_by_role: how much money was reported, what was it, and in which currency?
-- Grain: one row per role and currency; currencies are never added up. role NULL = the text does not say.
-- Units: days INTEGER, up to as_of (DATE, by default the newest day); NULL, the default: the whole file.
-- times = how often such a sum stands in an article; different_sums = different values among them;
-- smallest, largest; total_of_different = each different value once: ten articles on one fine are one fine.
-- A range counts with its lower end.
-- Leaves out: undated articles; conversions and upper ends of ranges, so that nothing is counted twice.
CREATE OR REPLACE MACRO money_by_role(days := NULL, as_of := NULL) AS TABLE
SELECT
    role,
    currency,
    count(*) AS times,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT value) AS different_sums,
    min(value) AS smallest,
    max(value) AS largest,
    sum(DISTINCT value) AS total_of_different
FROM money
WHERE published_day <= day_or_newest(as_of)
  AND (days IS NULL OR published_day > day_or_newest(as_of) - days::INTEGER)
GROUP BY role, currency;
