-- Lines of Project Vault's funding, then the part of the stated total that no source itemises
-- (computed). A residual of
-- nothing leaves no row. A later claim that the loan is a limit adds its qualifier from the day it
-- is known. share_pct is the part of the itemised sum.
SELECT
  CASE m.kind WHEN 'total' THEN 1 WHEN 'loan' THEN 2 ELSE 3 END AS position,
  m.line_id,
  m.kind,
  CASE m.kind WHEN 'total' THEN 'Stated total' WHEN 'loan' THEN 'Public loan' ELSE 'Private capital' END AS line,
  p.name AS provider,
  c.value_num AS amount,
  c.unit,
  CASE m.kind
    WHEN 'loan' THEN COALESCE((SELECT l.qualifier FROM claim AS l WHERE l.subject = m.instrument AND l.predicate = 'public_loan_limit'), c.qualifier)
    ELSE c.qualifier
  END AS qualifier,
  CASE WHEN m.kind <> 'total' THEN ROUND(100 * c.value_num / s.itemised, 1) END AS share_pct,
  0 AS computed,
  CASE m.kind WHEN 'loan' THEN COALESCE((SELECT l.claim_id FROM claim AS l WHERE l.subject = m.instrument AND l.predicate = 'public_loan_limit'), c.claim_id) ELSE c.claim_id END AS claim_id
FROM money AS m
JOIN claim AS c ON c.claim_id = m.claim_id
LEFT JOIN entity AS p ON p.entity_id = m.provider
CROSS JOIN vault_summary AS s
WHERE m.instrument = 'vault'
UNION ALL
SELECT 4, 'vault_residual', 'residual', 'Not itemised', NULL, residual, unit, 'about', NULL, 1, NULL
FROM vault_summary
WHERE residual <> 0
