-- Illustrative: expected capacity of each stage of a chain by year, in one common unit, what the chain as a
-- whole can pass on, and which stage limits it (of equal ones the first).
WITH RECURSIVE year (y) AS (SELECT 2027 UNION ALL SELECT y + 1 FROM year WHERE y < 2040),
stage (stage) AS (SELECT DISTINCT stage FROM chain_project),
sum_by AS (
  SELECT year.y AS year, s.stage, stage_rank(s.stage) AS position,
    (SELECT expected_capacity(p.probability, p.capacity * p.yield, p.start_year, year.y) FROM chain_project AS p WHERE p.stage = s.stage)
      AS expected
  FROM year CROSS JOIN stage AS s
)
SELECT
  b.year, b.stage, b.position, b.expected,
  chain_capacity(b.stage, b.expected, 1) OVER (PARTITION BY b.year) AS chain,
  b.stage = chain_bottleneck(b.stage, b.expected, 1) OVER (PARTITION BY b.year) AS bottleneck
FROM sum_by AS b
