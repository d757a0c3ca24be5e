-- The most of EU sourcing that can stand under a Chinese restriction towards the EU, by edition and kind of measure: the
-- whole share from China where a licence or ban covers the material or some forms of it. Only materials with a share
-- relayed from the audit are counted.
SELECT
  e.edition_id,
  e.as_of,
  d.material,
  d.name,
  d.share_high_pct AS share_pct,
  restriction_exposure(d.share_high_pct, EXISTS (
    SELECT 1 FROM restriction_status AS r
    WHERE r.edition_id = e.edition_id AND r.kind = 'licence' AND r.status = 'in force'
      AND r.material = CASE d.material WHEN 'ree_six' THEN 'ree' ELSE d.material END
      AND restriction_covers(r.target, 'EU'))) AS under_licence_pct,
  restriction_exposure(d.share_high_pct, EXISTS (
    SELECT 1 FROM restriction_status AS r
    WHERE r.edition_id = e.edition_id AND r.kind = 'ban' AND r.status = 'in force'
      AND r.material = CASE d.material WHEN 'ree_six' THEN 'ree' ELSE d.material END
      AND restriction_covers(r.target, 'EU'))) AS under_ban_pct,
  d.claim_id
FROM edition AS e
CROSS JOIN dependence AS d
GROUP BY e.edition_id, e.as_of, d.material, d.name, d.share_high_pct, d.claim_id
