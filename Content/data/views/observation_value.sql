-- Observations with value, unit, base and qualifier, taken from the claim where a row rests on one.
SELECT
  o.observation_id,
  o.metric,
  o.material,
  m.name AS material_name,
  o.place,
  o.partner,
  o.stage,
  o.period,
  COALESCE(c.value_num, o.value) AS value,
  COALESCE(c.unit, o.unit) AS unit,
  COALESCE(c.basis, o.basis) AS basis,
  COALESCE(c.qualifier, o.qualifier) AS qualifier,
  c.confidence,
  o.claim_id,
  o.source_id
FROM observation AS o
JOIN entity AS m ON m.entity_id = o.material
LEFT JOIN claim AS c ON c.claim_id = o.claim_id
WHERE (o.claim_id IS NULL OR c.claim_id IS NOT NULL)
  AND COALESCE(c.confidence, '') <> 'wrong'
