-- Illustrative: share of US imports that would stand under a restriction if every supplier restricted exports,
-- with and without an exemption between the United States and the EU. Base: US imports, averages of the years
-- in the source. unknown_pct is what the source does not give by country, its row for others included.
SELECT
  v.material, v.material_name AS name, v.period,
  SUM(v.value) AS listed_pct,
  SUM(CASE WHEN e.parent = 'EU' THEN v.value ELSE 0 END) AS exempt_pct,
  100 - SUM(CASE WHEN v.partner <> 'OTH' THEN v.value ELSE 0 END) AS unknown_pct,
  SUM(CASE WHEN v.partner <> 'OTH' AND COALESCE(e.parent, '') <> 'EU' THEN v.value ELSE 0 END) AS restricted_pct
FROM observation_value AS v
JOIN entity AS e ON e.entity_id = v.partner
WHERE v.metric = 'share' AND v.place = 'USA' AND v.basis = 'imports'
GROUP BY v.material, v.material_name, v.period
