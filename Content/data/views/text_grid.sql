-- What each of four texts holds of each provision, by edition: one row for each provision and text that was public by
-- then, with the finding in words, the claim behind it and where one looked.
SELECT
  e.edition_id,
  e.as_of,
  p.provision_id,
  p.instrument,
  p.title,
  t.text,
  CASE t.text WHEN 'draft' THEN 'Draft, 3 Feb' WHEN 'statement' THEN 'Statement, 4 Feb' WHEN 'action_plan' THEN 'Action Plan, 24 Apr' ELSE 'Memorandum, 24 Apr' END AS text_name,
  CASE t.text WHEN 'draft' THEN 1 WHEN 'statement' THEN 2 WHEN 'action_plan' THEN 3 ELSE 4 END AS text_order,
  t.finding,
  CASE t.finding WHEN 'holds' THEN 'named' WHEN 'in_part' THEN 'in part' WHEN 'either' THEN 'in one of two' WHEN 'not_found' THEN 'not found' ELSE 'not read' END AS finding_text,
  t.claim_id,
  t.looked_in,
  (SELECT group_concat(s.publisher, '; ') FROM (SELECT publisher FROM source WHERE instr('; ' || t.looked_in || ';', '; ' || source_id || ';') > 0 ORDER BY source_id) AS s) AS read_from,
  t.looked_on,
  CASE p.instrument WHEN 'mou' THEN 1 WHEN 'plurilateral' THEN 2 ELSE 3 END AS instrument_order
FROM edition AS e
JOIN provision AS p ON p.known_on <= e.as_of
JOIN provision_text AS t ON t.provision_id = p.provision_id AND t.known_on <= e.as_of
