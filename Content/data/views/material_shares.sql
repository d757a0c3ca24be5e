-- Every share on record for the material of a dossier, its parts included, with place, partner,
-- stage, base and
-- period. Rows of different base must not stand in one chart.
SELECT
  d.slug,
  d.entity_id AS dossier,
  v.material,
  v.material_name AS name,
  v.place,
  p.name AS place_name,
  v.partner,
  q.name AS partner_name,
  v.stage,
  v.period,
  v.value AS share_pct,
  v.unit,
  v.basis,
  b.name AS basis_name,
  v.qualifier,
  v.confidence,
  v.claim_id,
  v.source_id
FROM material AS d
JOIN entity AS e ON e.entity_id = d.entity_id OR e.parent = d.entity_id
JOIN observation_value AS v ON v.material = e.entity_id AND v.metric = 'share'
JOIN entity AS p ON p.entity_id = v.place
LEFT JOIN entity AS q ON q.entity_id = v.partner
LEFT JOIN basis AS b ON b.basis_id = v.basis
