-- Bounds of the Herfindahl-Hirschman index where only one supplier's share is known; never a
-- single value.
-- hhi_low: all others are very small. hhi_high: the known supplier is the largest. hhi_high_any:
-- it need not be.
SELECT
  v.observation_id,
  v.material,
  v.material_name AS name,
  v.place,
  v.partner,
  v.stage,
  v.period,
  v.value AS share_pct,
  v.basis,
  v.qualifier,
  ROUND(hhi_low(v.value)) AS hhi_low,
  ROUND(hhi_high(v.value)) AS hhi_high,
  ROUND(hhi_high_any(v.value)) AS hhi_high_any,
  v.claim_id
FROM observation_value AS v
WHERE v.metric = 'share' AND v.partner = 'CHN' AND v.value > 0
