-- money-by-role: How much money was reported, what was it, and in which currency?
-- Grain: one row per role and currency; role is NULL where the text does not say what the money is.
-- Units: sums in units of the currency; total_of_different = each different value once; currencies are never added up.
-- Leaves out: undated articles; conversions and upper ends of ranges, so that nothing is counted twice.
-- Parameter: days INTEGER = NULL; how many days, up to as_of; by default the whole file
-- Parameter: as_of DATE = NULL; last day counted; by default the newest day of the news in the file
-- Example: days=90
SELECT role, currency, articles, different_sums, largest, total_of_different
FROM money_by_role(days := $days, as_of := $as_of)
ORDER BY articles DESC, total_of_different DESC, currency, role;
