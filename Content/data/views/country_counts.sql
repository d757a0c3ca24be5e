-- The counts around the ministerial, each with its own noun and date. They measure different
-- things and are not one series.
SELECT
  c.claim_id,
  CASE c.predicate
    WHEN 'countries_to_be_convened' THEN 'countries to be convened'
    WHEN 'people_expected' THEN 'people expected'
    WHEN 'countries_attending' THEN 'countries attending'
    WHEN 'countries_interested' THEN 'countries interested in an alliance'
  END AS what,
  t.printed AS value,
  c.as_of,
  c.status,
  s.name AS speaker,
  c.confidence
FROM claim AS c
JOIN all_claim_text AS t ON t.claim_id = c.claim_id
LEFT JOIN entity AS s ON s.entity_id = c.speaker
WHERE c.predicate IN ('countries_to_be_convened', 'people_expected', 'countries_attending', 'countries_interested')
