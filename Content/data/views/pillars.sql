-- Provisions of the memorandum, the plurilateral initiative and the Action Plan, with the furthest text in which each
-- had been found by each edition: the reported draft, the joint statement, the Action Plan. What was not found stands
-- in rows of provision_text; nothing is concluded from a missing row.
WITH found AS (
  SELECT
    e.edition_id, e.as_of, t.provision_id, CASE t.finding WHEN 'either' THEN 'agreed_texts' ELSE t.text END AS text, t.finding, t.claim_id,
    CASE t.text WHEN 'draft' THEN 1 WHEN 'statement' THEN 2 WHEN 'memorandum' THEN 3 ELSE 4 END AS step
  FROM edition AS e
  JOIN provision_text AS t ON t.known_on <= e.as_of
  WHERE t.finding IN ('holds', 'in_part', 'either')
)
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
  t.printed || COALESCE(
    (SELECT '; by a later report, ' || x.printed || ' (conflict C11)' FROM claim AS c JOIN all_claim_text AS x ON x.claim_id = c.claim_id
      WHERE c.claim_id = 'G081' AND p.provision_id = 'mou_6' AND c.known_on <= e.as_of), '') AS content,
  p.claim_id,
  replace((SELECT f.text FROM found AS f WHERE f.edition_id = e.edition_id AND f.provision_id = p.provision_id ORDER BY f.step DESC LIMIT 1), '_', ' ') AS status,
  (SELECT f.claim_id FROM found AS f WHERE f.edition_id = e.edition_id AND f.provision_id = p.provision_id ORDER BY f.step DESC LIMIT 1) AS status_claim,
  (SELECT f.finding FROM found AS f WHERE f.edition_id = e.edition_id AND f.provision_id = p.provision_id ORDER BY f.step DESC LIMIT 1) AS status_finding
FROM edition AS e
JOIN provision AS p ON p.known_on <= e.as_of
JOIN entity AS i ON i.entity_id = p.instrument
JOIN all_claim_text AS t ON t.claim_id = p.claim_id
