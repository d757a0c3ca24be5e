-- What the sources state of each stockpile's rules, and what was looked for and not found.
SELECT
  r.instrument, e.name, r.position, r.rule, r.claim_id, r.search_id, t.printed AS value, c.confidence,
  CASE WHEN t.claim_id IS NULL THEN 'not found' ELSE 'stated' END AS state
FROM stockpile_rule AS r
JOIN entity AS e ON e.entity_id = r.instrument
LEFT JOIN claim AS c ON c.claim_id = r.claim_id
LEFT JOIN all_claim_text AS t ON t.claim_id = c.claim_id
WHERE t.claim_id IS NOT NULL OR r.search_id IS NOT NULL
