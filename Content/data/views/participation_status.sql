-- Who stands where in each instrument on each edition's date; a side of
-- the memorandum negotiates until it has signed.
SELECT
  d.edition_id, d.as_of, p.instrument, i.name AS instrument_name, p.entity_id, e.name AS entity_name, e.kind,
  e.parent,
  CASE WHEN p.instrument = 'mou' AND p.role = 'party' THEN 'negotiating' ELSE p.role END AS role, p.from_date, p.to_date, p.claim_id
FROM edition AS d
JOIN participation AS p ON p.known_on <= d.as_of AND p.from_date <= d.as_of AND (p.to_date IS NULL OR p.to_date > d.as_of)
JOIN entity AS i ON i.entity_id = p.instrument
JOIN entity AS e ON e.entity_id = p.entity_id
WHERE NOT (p.instrument = 'mou' AND p.role = 'party' AND EXISTS (
  SELECT 1 FROM participation AS q
  WHERE q.instrument = p.instrument AND q.entity_id = p.entity_id AND q.role = 'signed'
    AND q.known_on <= d.as_of AND q.from_date <= d.as_of))
