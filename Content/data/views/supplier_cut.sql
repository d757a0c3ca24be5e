-- Illustrative: how long a stock lasts if one supplier stops, and how fast it would have to be replaced.
-- gap_pct: the part of consumption that is missing, after saving. lasts_days: how long the stock lasts with that
-- gap. replace_within_days: with a steady growth of other supply, the stock never runs out if the gap is closed
-- within so many days.
WITH gap AS (
  SELECT
    s.scenario_id, s.title, s.material, e.name AS material_name, s.supplier, p.name AS supplier_name,
    c.value_num AS share_pct, c.qualifier, c.basis, s.cut, s.cover_days, s.demand_cut, s.claim_id,
    gap_after_saving(supply_loss(c.value_num, s.cut), s.demand_cut) AS gap_pct
  FROM scenario AS s
  JOIN all_claim AS c ON c.claim_id = s.claim_id
  JOIN entity AS e ON e.entity_id = s.material
  JOIN entity AS p ON p.entity_id = s.supplier
)
SELECT
  *,
  exhaustion_days(cover_days, gap_pct) AS lasts_days,
  replace_within_days(cover_days, gap_pct) AS replace_within_days,
  sufficient_ramp(cover_days, gap_pct) AS sufficient_ramp
FROM gap
