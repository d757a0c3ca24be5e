-- Matters connected with the partnership, the kind of link, and the outcome if one is on record.
SELECT
  k.link_id, i.name AS issue_name, n.name AS linked_with, k.title, k.strength, k.on_date, k.claim_id,
  t.printed AS statement, c.status, s.name AS speaker, o.printed AS outcome, k.question, c.confidence
FROM linked_issue AS k
JOIN entity AS i ON i.entity_id = k.issue
JOIN entity AS n ON n.entity_id = k.instrument
JOIN claim AS c ON c.claim_id = k.claim_id
JOIN all_claim_text AS t ON t.claim_id = k.claim_id
LEFT JOIN entity AS s ON s.entity_id = c.speaker
LEFT JOIN all_claim_text AS o ON o.claim_id = k.outcome_claim
