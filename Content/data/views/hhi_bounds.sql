-- Bounds of the Herfindahl-Hirschman index where only one supplier's share is known; never a
-- single value. A share that its source gives as about counts as rounded to its last significant digit, a range with
-- both its ends; of a share that is only a limit there is no lower bound, and it is left out.
-- hhi_low: all others are very small. hhi_high: the known supplier is the largest. hhi_high_any:
-- it need not be.
WITH shares AS (
  SELECT
    v.*,
    CASE v.qualifier
      WHEN 'about' THEN MAX(0, v.value - CASE WHEN v.value % 100 = 0 THEN 0.5 WHEN v.value % 10 = 0 THEN 5 ELSE 0.5 END)
      ELSE v.value END AS share_low,
    CASE v.qualifier
      WHEN 'about' THEN MIN(100, v.value + CASE WHEN v.value % 100 = 0 THEN 0.5 WHEN v.value % 10 = 0 THEN 5 ELSE 0.5 END)
      WHEN 'range' THEN COALESCE(k.value_hi, v.value)
      WHEN 'more_than' THEN 100
      ELSE v.value END AS share_high
  FROM observation_value AS v
  LEFT JOIN claim AS k ON k.claim_id = v.claim_id
  WHERE v.metric = 'share' AND v.partner = 'CHN' AND v.value > 0 AND v.qualifier <> 'up_to'
)
SELECT
  v.observation_id,
  v.material,
  CASE v.material WHEN 'ree_six' THEN 'Rare earths (six)' ELSE v.material_name END AS name,
  v.place,
  v.partner,
  v.stage,
  v.period,
  v.value AS share_pct,
  v.share_high AS share_high_pct,
  v.basis,
  v.qualifier,
  ROUND(hhi_low(v.share_low)) AS hhi_low,
  ROUND(hhi_high(v.share_high)) AS hhi_high,
  ROUND(MAX(hhi_high_any(v.share_low), hhi_high_any(v.share_high))) AS hhi_high_any,
  v.claim_id
FROM shares AS v
