-- Share of EU sourcing that comes from China and stands under a Chinese restriction towards the
-- EU, by edition and kind of
-- measure. Only materials with a share relayed from the audit are counted.
SELECT
  e.edition_id,
  e.as_of,
  d.material,
  d.name,
  d.share_pct,
  MAX(CASE WHEN r.kind = 'licence' AND r.status = 'in force' AND r.target IN ('all', 'EU') THEN d.share_pct ELSE 0 END)
    AS under_licence_pct,
  MAX(CASE WHEN r.kind = 'ban' AND r.status = 'in force' AND r.target IN ('all', 'EU') THEN d.share_pct ELSE 0 END)
    AS under_ban_pct,
  d.claim_id
FROM edition AS e
CROSS JOIN dependence AS d
LEFT JOIN restriction_status AS r ON r.edition_id = e.edition_id AND r.material = d.material
GROUP BY e.edition_id, d.material
