-- Bounds of the Herfindahl-Hirschman index where China's share alone is known, or that of a second supplier of the EU
-- as well; never a single value. A share that its source gives as about counts as rounded to its last significant digit, a range with
-- both its ends; of a share that is only a limit there is no lower bound, and it is left out.
-- hhi_low: all others are very small. hhi_high: the known supplier is the largest. hhi_high_any:
-- it need not be. With a second share both are squared, and the rest is many suppliers or one.
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
      ELSE v.value END AS share_high,
    o.value_num AS second_share
  FROM observation_value AS v
  LEFT JOIN claim AS k ON k.claim_id = v.claim_id
  LEFT JOIN claim AS o ON v.place = 'EU' AND v.basis = 'sourcing' AND o.subject = v.material AND o.basis = v.basis
    AND o.predicate LIKE 'share_of_EU_supply_from_%' AND o.predicate NOT LIKE 'share_of_EU_supply_from_China%' AND o.confidence <> 'wrong'
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
  v.second_share AS second_share_pct,
  ROUND(hhi_low(v.share_low) + COALESCE(hhi_low(v.second_share), 0)) AS hhi_low,
  ROUND(CASE WHEN v.second_share IS NULL THEN hhi_high(v.share_high)
    ELSE hhi_low(v.share_high) + hhi_low(v.second_share) + hhi_low(100 - v.share_high - v.second_share) END) AS hhi_high,
  ROUND(CASE WHEN v.second_share IS NULL THEN MAX(hhi_high_any(v.share_low), hhi_high_any(v.share_high))
    ELSE hhi_low(v.share_high) + hhi_low(v.second_share) + hhi_low(100 - v.share_high - v.second_share) END) AS hhi_high_any,
  v.claim_id
FROM shares AS v
