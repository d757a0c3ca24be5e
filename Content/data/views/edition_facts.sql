-- The claims each edition may use: known by its date, not yet superseded, not wrong.
SELECT
  e.edition_id,
  e.as_of AS edition_date,
  c.claim_id,
  c.topic,
  c.subject,
  n.name AS subject_name,
  c.predicate,
  t.printed AS value,
  c.unit,
  c.qualifier,
  c.status,
  c.as_of,
  c.known_on,
  c.confidence
FROM edition AS e
JOIN all_claim AS c
  ON c.known_on <= e.as_of
  AND (c.superseded_on IS NULL OR c.superseded_on > e.as_of)
  AND c.confidence <> 'wrong'
JOIN all_claim_text AS t ON t.claim_id = c.claim_id
JOIN entity AS n ON n.entity_id = c.subject
