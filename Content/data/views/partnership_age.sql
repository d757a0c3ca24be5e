-- Each strategic partnership with its date, where verified, and its age in whole months at the latest state of
-- the register. A date that has not been verified stays empty.
SELECT
  p.partner, e.name, p.counted, p.signed_on, p.source_id, p.known_on,
  CASE WHEN p.signed_on IS NOT NULL THEN
    (CAST(strftime('%Y', l.as_of) AS INTEGER) - CAST(strftime('%Y', p.signed_on) AS INTEGER)) * 12
    + CAST(strftime('%m', l.as_of) AS INTEGER) - CAST(strftime('%m', p.signed_on) AS INTEGER)
    - (strftime('%d', l.as_of) < strftime('%d', p.signed_on))
  END AS months
FROM partnership AS p
JOIN entity AS e ON e.entity_id = p.partner
CROSS JOIN latest AS l
