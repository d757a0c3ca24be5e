-- Illustrative: expected capacity of each stage of a chain by year, in one common unit (capacity times yield
-- times probability of the plants that have started). bottleneck: the stage that limits the chain in that year.
WITH RECURSIVE year (y) AS (SELECT 2027 UNION ALL SELECT y + 1 FROM year WHERE y < 2040),
stage (stage, position) AS (SELECT column1, column2 FROM (VALUES ('extraction', 1), ('refining', 2), ('metal', 3), ('magnet', 4))),
sum_by AS (
  SELECT year.y AS year, s.stage, s.position,
    COALESCE(SUM(CASE WHEN p.start_year <= year.y THEN p.capacity * p.yield * p.probability END), 0) AS expected
  FROM year CROSS JOIN stage AS s LEFT JOIN chain_project AS p ON p.stage = s.stage
  GROUP BY year.y, s.stage, s.position
),
limits AS (SELECT year, MIN(expected) AS chain FROM sum_by GROUP BY year)
SELECT b.year, b.stage, b.position, b.expected, l.chain,
  b.position = (SELECT MIN(x.position) FROM sum_by AS x WHERE x.year = b.year AND x.expected = l.chain) AS bottleneck
FROM sum_by AS b JOIN limits AS l ON l.year = b.year
