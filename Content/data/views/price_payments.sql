-- Payment to a producer per kilogram over a grid of market prices, for the one scheme on record and the
-- examples. Below the strike price the payer makes up the difference; above it the producer returns the
-- agreed share of the excess (none under a one-way scheme).
WITH RECURSIVE grid (price) AS (
  SELECT 40 UNION ALL SELECT price + 10 FROM grid WHERE price < 180
)
SELECT
  s.scheme_id, s.kind, s.strike, s.unit, s.upside_share, s.illustrative, g.price,
  MAX(0, s.strike - g.price) - COALESCE(s.upside_share, 0) * MAX(0, g.price - s.strike) AS payment
FROM price_scheme AS s, grid AS g
