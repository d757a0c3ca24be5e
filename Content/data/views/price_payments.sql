-- Payment to a producer per kilogram over a grid of market prices, for the one scheme on record and the
-- examples, one row for each price and scheme.
WITH RECURSIVE grid (price) AS (
  SELECT 40 UNION ALL SELECT price + 10 FROM grid WHERE price < 180
)
SELECT
  s.scheme_id, s.kind, s.strike, s.unit, s.upside_share, s.illustrative, g.price,
  cfd_payment(s.strike, g.price, COALESCE(s.upside_share, 0), 1) AS payment
FROM price_scheme AS s, grid AS g
