-- Each strategic partnership with its date, where verified, and its age in whole months at the latest state of
-- the register. A date that has not been verified stays empty.
SELECT
  p.partner, e.name, p.counted, p.signed_on, p.source_id, p.known_on,
  months_between(p.signed_on, l.as_of) AS months
FROM partnership AS p
JOIN entity AS e ON e.entity_id = p.partner
CROSS JOIN latest AS l
