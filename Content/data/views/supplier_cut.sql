-- Illustrative: how long a stock lasts if one supplier stops, and how fast it would have to be replaced.
-- gap_share: the part of consumption that is missing (share times cut, less saving). lasts_days: stock in days
-- of consumption divided by the gap. replace_within_days: with a steady growth of other supply, the stock
-- never runs out if the gap is closed within twice the cover divided by the gap.
WITH gap AS (
  SELECT
    s.scenario_id, s.title, s.material, e.name AS material_name, s.supplier, p.name AS supplier_name,
    c.value_num AS share_pct, c.qualifier, c.basis, s.cut, s.cover_days, s.demand_cut, s.claim_id,
    MAX(0, c.value_num / 100.0 * s.cut - s.demand_cut) AS gap_share
  FROM scenario AS s
  JOIN all_claim AS c ON c.claim_id = s.claim_id
  JOIN entity AS e ON e.entity_id = s.material
  JOIN entity AS p ON p.entity_id = s.supplier
)
SELECT
  *,
  CASE WHEN gap_share > 0 THEN cover_days / gap_share END AS lasts_days,
  CASE WHEN gap_share > 0 THEN 2 * cover_days / gap_share END AS replace_within_days
FROM gap
