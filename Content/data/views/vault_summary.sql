-- Project Vault in one row: the stated total, the sum of the itemised parts, what is not itemised,
-- and the shares of the
-- itemised sum. All amounts are those of the claims behind the funding lines.
WITH line AS (
  SELECT m.kind, c.value_num AS amount, c.unit
  FROM money AS m
  JOIN claim AS c ON c.claim_id = m.claim_id
  WHERE m.instrument = 'vault'
),
total AS (
  SELECT
    SUM(CASE kind WHEN 'total' THEN amount END) AS stated,
    SUM(CASE WHEN kind <> 'total' THEN amount END) AS itemised,
    SUM(CASE kind WHEN 'loan' THEN amount END) AS loan,
    SUM(CASE kind WHEN 'equity' THEN amount END) AS private,
    MIN(unit) AS unit
  FROM line
)
SELECT
  ROUND(stated, 2) AS stated,
  ROUND(itemised, 2) AS itemised,
  ROUND((SELECT residual(total.stated, l.amount) FROM line AS l WHERE l.kind <> 'total'), 2) AS residual,
  ROUND(100 * (stated - itemised) / stated, 2) AS residual_pct,
  loan,
  private,
  ROUND(share_pct(loan, itemised), 1) AS loan_pct,
  ROUND(share_pct(private, itemised), 1) AS private_pct,
  unit
FROM total
WHERE stated IS NOT NULL
