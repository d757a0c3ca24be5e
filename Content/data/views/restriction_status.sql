-- Export restrictions as each edition could know them: whether in force on its date, or suspended
-- until when. After the end of a suspension, whose extension was not found, it is 'again unless extended'.
SELECT
  e.edition_id,
  e.as_of,
  r.restriction_id,
  i.name AS imposer,
  r.material,
  m.name AS material_name,
  r.kind,
  r.target,
  r.scope,
  r.label,
  r.announced_on,
  r.from_date,
  r.to_date,
  r.suspended_from,
  u.value_date AS suspended_to,
  CASE
    WHEN r.to_date IS NOT NULL AND r.to_date <= e.as_of THEN 'ended'
    WHEN r.suspended_from IS NOT NULL AND r.suspended_from <= r.from_date AND (u.value_date IS NULL OR e.as_of < u.value_date) THEN 'suspended'
    WHEN r.from_date > e.as_of THEN 'announced'
    WHEN u.value_date <= e.as_of THEN 'again unless extended'
    WHEN restriction_active(e.as_of, r.from_date, r.to_date, r.suspended_from, u.value_date) THEN 'in force'
    ELSE 'suspended'
  END AS status,
  r.source_id
FROM edition AS e
JOIN restriction AS r ON COALESCE(r.announced_on, r.from_date) <= e.as_of AND r.known_on <= e.as_of
JOIN entity AS i ON i.entity_id = r.imposer
JOIN entity AS m ON m.entity_id = r.material
LEFT JOIN all_claim AS u ON u.claim_id = r.suspension_claim
