-- What is on record of each stockpile's rules, and what no source of the register states.
SELECT
  r.instrument, e.name, r.position, r.rule, r.claim_id, t.printed AS value, c.confidence,
  CASE WHEN t.claim_id IS NULL THEN 'not on record' ELSE 'on record' END AS state
FROM stockpile_rule AS r
JOIN entity AS e ON e.entity_id = r.instrument
LEFT JOIN claim AS c ON c.claim_id = r.claim_id
LEFT JOIN all_claim_text AS t ON t.claim_id = c.claim_id
