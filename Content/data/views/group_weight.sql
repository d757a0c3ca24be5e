-- Share of the listed mine output of 2025 that came from the countries on record as attending the ministerial,
-- with the United States as its host, from China, and from all others. "Other countries" of the source counts
-- with the others, so the first share is a lower bound.
SELECT
  p.material, p.name,
  CASE
    WHEN p.place = 'CHN' THEN 'China'
    WHEN p.place = 'USA' THEN 'United States'
    WHEN a.entity_id IS NOT NULL THEN 'Countries that attended'
    ELSE 'All others'
  END AS place_group,
  SUM(p.value) AS output, MIN(p.unit) AS unit, share_pct(SUM(p.value), MAX(p.listed_total)) AS share_pct
FROM production_shares AS p
LEFT JOIN participation AS a ON a.instrument = 'ministerial' AND a.role = 'attended' AND a.entity_id = p.place
WHERE p.period = '2025'
GROUP BY p.material, p.name, place_group
