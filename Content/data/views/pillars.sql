-- Provisions of the memorandum and of the plurilateral initiative, with the status each had in
-- each edition; the six pillars are the
-- rows whose instrument is mou and whose pillar is given.
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
  (
    SELECT s.status FROM provision_status AS s
    WHERE s.provision_id = p.provision_id AND s.from_date <= e.as_of AND s.known_on <= e.as_of
    ORDER BY s.from_date DESC LIMIT 1
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
