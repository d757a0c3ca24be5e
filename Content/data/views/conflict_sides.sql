-- The ledger of conflicts: one row for each claim on a side, with its printed value. A conflict
-- without sides has one row.
SELECT
  k.conflict_id,
  k.kind,
  k.severity,
  k.title,
  k.ruling,
  s.state,
  k.published_claim,
  x.side,
  x.claim_id,
  e.name AS subject_name,
  replace(t.predicate, '_', ' ') AS statement,
  t.printed AS value,
  c.status,
  c.as_of,
  c.confidence,
  x.claim_id = k.published_claim AS published
FROM conflict AS k
LEFT JOIN conflict_state AS s ON s.conflict_id = k.conflict_id
LEFT JOIN conflict_claim AS x ON x.conflict_id = k.conflict_id
LEFT JOIN all_claim_text AS t ON t.claim_id = x.claim_id
LEFT JOIN all_claim AS c ON c.claim_id = x.claim_id
LEFT JOIN entity AS e ON e.entity_id = t.subject
