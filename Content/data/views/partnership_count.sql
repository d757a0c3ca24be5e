-- Strategic partnerships on record at each edition, with the number the audit counted and those
-- that came later.
SELECT
  e.edition_id,
  e.as_of,
  SUM(p.counted = 'audit') AS counted_by_audit,
  SUM(p.counted = 'later') AS later,
  COUNT(*) AS partnerships
FROM edition AS e
JOIN partnership AS p ON p.known_on <= e.as_of AND COALESCE(p.signed_on, p.known_on) <= e.as_of
GROUP BY e.edition_id
