-- Share of EU sourcing that comes from China and stands under a Chinese restriction towards the EU, by edition
-- and kind of measure. Only materials with a share relayed from the audit are counted, and China is the only
-- supplier with a share on record.
SELECT
  e.edition_id,
  e.as_of,
  d.material,
  d.name,
  d.share_pct,
  restriction_exposure(d.share_pct, EXISTS (
    SELECT 1 FROM restriction_status AS r
    WHERE r.edition_id = e.edition_id AND r.material = d.material AND r.kind = 'licence' AND r.status = 'in force'
      AND restriction_covers(r.target, 'EU'))) AS under_licence_pct,
  restriction_exposure(d.share_pct, EXISTS (
    SELECT 1 FROM restriction_status AS r
    WHERE r.edition_id = e.edition_id AND r.material = d.material AND r.kind = 'ban' AND r.status = 'in force'
      AND restriction_covers(r.target, 'EU'))) AS under_ban_pct,
  d.claim_id
FROM edition AS e
CROSS JOIN dependence AS d
GROUP BY e.edition_id, e.as_of, d.material, d.name, d.share_pct, d.claim_id
