-- Illustrative: one floor price, six ways to defend it, at three market prices. What each party receives
-- (positive) or pays (negative) in a year, in millions of US dollars: tonnes times USD/kg, divided by 1,000.
SELECT
  c.case_id, c.title, c.market_price, c.floor_price, s.scheme, s.name AS scheme_name, s.position, p.party, p.name AS party_name,
  who_pays(s.scheme, p.party, c.floor_price, c.market_price, c.domestic_t, c.imports_t) / 1000.0 AS amount
FROM price_case AS c
CROSS JOIN (
  SELECT column1 AS scheme, column2 AS name, column3 AS position
  FROM (VALUES
    ('border_floor', 'Border-adjusted floor', 1), ('gap_subsidy', 'Price-gap subsidy', 2),
    ('cfd_floor', 'One-way contract', 3), ('cfd_two_way', 'Two-way contract', 4),
    ('premium', 'Certified premium', 5), ('offtake', 'Offtake at the floor', 6))
) AS s
CROSS JOIN (
  SELECT column1 AS party, column2 AS name
  FROM (VALUES ('users', 'Users'), ('treasury', 'Treasury'), ('producers', 'Producers'))
) AS p
