-- Provisions of the memorandum and of the plurilateral initiative, with the status each had in
-- each edition; the six pillars are the rows whose instrument is mou and whose pillar is given.
-- not_named: known from a draft, and no account names it although accounts of the signed text are
-- on record.
SELECT
  e.edition_id,
  e.as_of,
  p.instrument,
  i.name AS instrument_name,
  p.pillar,
  p.provision_id,
  p.mechanism,
  p.iea_area,
  p.title,
  t.printed AS content,
  p.claim_id,
  COALESCE(
    (
      SELECT 'not_named'
      WHERE NOT EXISTS (
        SELECT 1 FROM provision_status AS n
        WHERE n.provision_id = p.provision_id AND n.status <> 'in_draft' AND n.from_date <= e.as_of
          AND n.known_on <= e.as_of)
      AND EXISTS (
        SELECT 1 FROM provision_status AS n
        JOIN provision AS o ON o.provision_id = n.provision_id
        WHERE o.instrument = p.instrument AND n.status = 'signed' AND n.from_date <= e.as_of
          AND n.known_on <= e.as_of)
    ),
    (
      SELECT s.status FROM provision_status AS s
      WHERE s.provision_id = p.provision_id AND s.from_date <= e.as_of AND s.known_on <= e.as_of
      ORDER BY s.from_date DESC LIMIT 1
    )
  ) AS status,
  (
    SELECT s.claim_id FROM provision_status AS s
    WHERE s.provision_id = p.provision_id AND s.from_date <= e.as_of AND s.known_on <= e.as_of
    ORDER BY s.from_date DESC LIMIT 1
  ) AS status_claim
FROM edition AS e
JOIN provision AS p ON p.known_on <= e.as_of
JOIN entity AS i ON i.entity_id = p.instrument
JOIN all_claim_text AS t ON t.claim_id = p.claim_id
