-- Supply risk in the Commission's study of 2023, with what enters the formula and is on record. core: the
-- concentration term that the published values imply, that is, without the parts of old scrap
-- and of substitution. critical: both thresholds of the study are reached.
WITH w AS (
  SELECT
    material, material_name AS name,
    MAX(CASE metric WHEN 'supply_risk' THEN value END) AS supply_risk,
    MAX(CASE metric WHEN 'supply_risk' THEN stage END) AS stage,
    MAX(CASE metric WHEN 'economic_importance' THEN value END) AS economic_importance,
    MAX(CASE metric WHEN 'eol_rir' THEN value END) AS eol_rir_pct,
    MAX(CASE metric WHEN 'substitution_index' THEN value END) AS substitution_index
  FROM observation_value
  WHERE source_id = 'eu-study-2023'
  GROUP BY material, material_name
)
SELECT
  *,
  implied_hhi_core(supply_risk, eol_rir_pct, substitution_index) AS core,
  is_critical(supply_risk, economic_importance) AS critical
FROM w
WHERE supply_risk IS NOT NULL
