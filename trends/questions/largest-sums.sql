-- largest-sums: Which are the largest sums of money of one currency, and who reports them?
-- Grain: one row per sum in an article, the largest first.
-- Units: value in units of the currency; value_to = upper end of a range.
-- Leaves out: undated articles; the same sum said again in another currency.
-- Parameter: currency VARCHAR = USD; ISO 4217
-- Parameter: role VARCHAR = NULL; capex, fine, revenue, charge, price, shipment, market_move, investment …; all by default
-- Parameter: days INTEGER = NULL; how many days, up to as_of; by default the whole file
-- Parameter: top INTEGER = 20; how many rows
-- Parameter: as_of DATE = NULL; last day counted; by default the newest day of the news in the file
-- Example: currency=USD role=capex
SELECT value, value_to, currency, bound, role, sentence, published_day, outlet, url
FROM money
WHERE currency = $currency
  AND ($role IS NULL OR role = $role)
  AND published_day <= day_or_newest($as_of)
  AND ($days IS NULL OR published_day > day_or_newest($as_of) - $days)
ORDER BY value DESC, published, article_id, number
LIMIT $top;
