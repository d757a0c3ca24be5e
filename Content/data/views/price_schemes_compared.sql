-- Illustrative: one floor price, four ways to defend it, at three market prices. Amounts in millions of US
-- dollars a year (tonnes times USD/kg, divided by 1,000). Positive: pays; negative: receives.
-- Border floor: users pay the floor on all they buy, the treasury takes the levy on imports from outside.
-- Price-gap subsidy: the treasury pays domestic producers the gap. Contract for difference (two-way): the
-- same below the strike price, and producers pay back above it. Premium: users pay extra on certified material.
WITH c AS (
  SELECT *, MAX(0, floor_price - market_price) AS gap, users_t - domestic_t - member_t AS outside_t
  FROM price_case
)
SELECT case_id, title, market_price, floor_price, 'Border-adjusted floor' AS scheme, 1 AS position,
  users_t * gap / 1000.0 AS users, -outside_t * gap / 1000.0 AS treasury, -domestic_t * gap / 1000.0 AS producers,
  -member_t * gap / 1000.0 AS partners
FROM c
UNION ALL
SELECT case_id, title, market_price, floor_price, 'Price-gap subsidy', 2,
  0, domestic_t * gap / 1000.0, -domestic_t * gap / 1000.0, 0
FROM c
UNION ALL
SELECT case_id, title, market_price, floor_price, 'Contract for difference', 3,
  0, domestic_t * (floor_price - market_price) / 1000.0, -domestic_t * (floor_price - market_price) / 1000.0, 0
FROM c
UNION ALL
SELECT case_id, title, market_price, floor_price, 'Certified premium', 4,
  users_t * certified_share * premium * market_price / 1000.0, 0,
  -domestic_t * certified_share * premium * market_price / 1000.0,
  -(users_t - domestic_t) * certified_share * premium * market_price / 1000.0
FROM c
