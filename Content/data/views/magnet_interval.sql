-- Magnets used in the EU and those from China, as an interval between the two amounts on record,
-- with the ratio computed.
SELECT
  MIN(s.value) AS from_china_low,
  MAX(s.value) AS from_china_high,
  u.value AS used,
  ROUND(share_pct(MIN(s.value), u.value)) AS share_low_pct,
  ROUND(share_pct(MAX(s.value), u.value)) AS share_high_pct,
  u.unit,
  u.basis
FROM observation_value AS s
JOIN observation_value AS u ON u.observation_id = 'magnets_eu_use'
WHERE s.metric = 'imports' AND s.material = 'magnets' AND s.partner = 'CHN'
GROUP BY u.value, u.unit, u.basis
