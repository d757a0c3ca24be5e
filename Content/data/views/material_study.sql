-- Results of the Commission's study of 2023 for the material of a dossier, its parts included:
-- import reliance by stage, input
-- from old scrap (EoL-RIR), supply risk and economic importance.
SELECT
  d.slug,
  v.material,
  v.material_name AS name,
  v.metric,
  v.stage,
  v.period,
  v.value,
  v.unit,
  v.source_id
FROM material AS d
JOIN entity AS e ON e.entity_id = d.entity_id OR e.parent = d.entity_id
JOIN observation_value AS v ON v.material = e.entity_id
WHERE v.source_id = 'eu-study-2023'
