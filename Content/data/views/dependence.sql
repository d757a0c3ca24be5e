-- Share of EU sourcing that came from China, as relayed from the audit of 2 February 2026, against
-- the
-- cap on single third countries in the Critical Raw Materials Act. All rows have one base
-- (sourcing).
-- Six rare earths are one row with a range; share_high_pct is its upper end, and equals share_pct elsewhere.
-- The cap covers strategic raw materials (Annex I) only: for any other material gap_pp is empty and
-- above_cap is 0. Rare earths for permanent magnets are strategic.
-- share_if_imports_pct reads the share as one of imports and multiplies it by import reliance.
SELECT
  v.material,
  CASE v.material WHEN 'ree_six' THEN 'Rare earths (six)' ELSE v.material_name END AS name,
  v.value AS share_pct,
  COALESCE(k.value_hi, v.value) AS share_high_pct,
  cap.value_num AS cap_pct,
  g.entity_id IS NOT NULL AS strategic,
  CASE WHEN g.entity_id IS NOT NULL THEN ROUND(cap_excess(v.value, cap.value_num), 1) END AS gap_pp,
  g.entity_id IS NOT NULL AND v.value > cap.value_num AS above_cap,
  r.value AS import_reliance_pct,
  ROUND(share_of_consumption(v.value, r.value), 1) AS share_if_imports_pct,
  v.basis,
  v.unit,
  v.qualifier,
  v.confidence,
  v.claim_id
FROM observation_value AS v
JOIN claim AS k ON k.claim_id = v.claim_id
JOIN target AS t ON t.target_id = 'single_country'
JOIN all_claim AS cap ON cap.claim_id = t.claim_id
LEFT JOIN observation_value AS r
  ON r.metric = 'import_reliance' AND r.place = 'EU' AND r.material = v.material AND r.stage = 'processing'
LEFT JOIN tag AS g ON g.tag = 'crma_strategic'
  AND g.entity_id = CASE v.material WHEN 'ree_six' THEN 'ree_magnet' ELSE v.material END
WHERE v.metric = 'share' AND v.place = 'EU' AND v.partner = 'CHN' AND v.period = '2026'
