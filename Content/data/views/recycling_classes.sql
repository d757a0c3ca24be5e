-- Materials of the audit by class of recycling rate. The third class is computed by subtraction
-- and is so marked.
WITH n AS (
  SELECT
    MAX(CASE predicate WHEN 'materials_examined' THEN value_num END) AS examined,
    MAX(CASE predicate WHEN 'recycled_at_1_to_5_per_cent' THEN value_num END) AS low,
    MAX(CASE predicate WHEN 'not_recycled' THEN value_num END) AS none
  FROM claim
  WHERE subject = 'audited_materials'
),
class AS (
  SELECT 1 AS position, 'Not recycled' AS class, none AS materials, 0 AS computed, 'F131' AS claim_id FROM n
  UNION ALL
  SELECT 2, 'Recycled at 1 to 5 %', low, 0, 'F130' FROM n
  UNION ALL
  SELECT 3, 'Other, by subtraction', examined - none - low, 1, NULL FROM n
)
SELECT
  c.position,
  c.class,
  c.materials,
  n.examined,
  ROUND(share_pct(c.materials, n.examined), 1) AS share_pct,
  c.computed,
  c.claim_id
FROM class AS c, n
WHERE c.materials IS NOT NULL
