-- Mine production by country, with the share of the sum of the listed countries, the concentration
-- of that sum (HHI, with
-- the remainder as one supplier) and what is left without the largest supplier. The published
-- world total is rounded and stands beside it.
WITH part AS (
  SELECT material, material_name, place, period, value, unit, qualifier, source_id
  FROM observation_value
  WHERE metric = 'production' AND place <> 'WLD'
),
whole AS (
  SELECT material, period, SUM(value) AS listed, hhi_amounts(value) AS hhi,
    hhi_amounts_low(value, place = 'OTH') AS hhi_low, n_minus_1_amounts(value) AS without_largest
  FROM part
  GROUP BY material, period
)
SELECT
  p.material,
  p.material_name AS name,
  p.period,
  p.place,
  e.name AS place_name,
  p.value,
  p.unit,
  p.qualifier,
  ROUND(share_pct(p.value, w.listed), 1) AS share_pct,
  w.listed AS listed_total,
  t.value AS published_total,
  ROUND(w.hhi) AS hhi,
  ROUND(w.hhi_low) AS hhi_low,
  ROUND(w.without_largest, 1) AS without_largest_pct,
  p.source_id
FROM part AS p
JOIN whole AS w ON w.material = p.material AND w.period = p.period
JOIN entity AS e ON e.entity_id = p.place
LEFT JOIN observation_value AS t
  ON t.metric = 'production' AND t.place = 'WLD' AND t.material = p.material AND t.period = p.period
