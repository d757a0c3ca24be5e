-- Illustrative: by how much a floor price raises the cost of one product, as a part of its price.
SELECT
  p.product_id, p.title, p.content_kg, p.product_price, c.market_price, c.floor_price,
  p.content_kg * price_gap(c.floor_price, c.market_price) AS extra_cost,
  pass_through(p.content_kg, c.floor_price, c.market_price, p.product_price) AS pass_through_pct
FROM product_case AS p
JOIN price_case AS c ON c.case_id = 'below'
