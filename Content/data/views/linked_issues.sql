-- Matters connected with the partnership, the kind of link, and the outcome if one is on record. Where the claim gives
-- only a month or a year, span_from is its first day and on_date its last; otherwise the two are equal.
SELECT
  k.link_id, i.name AS issue_name, n.name AS linked_with, k.title, k.strength, k.on_date, k.claim_id,
  CASE length(c.as_of) WHEN 4 THEN c.as_of || '-01-01' WHEN 7 THEN c.as_of || '-01' ELSE k.on_date END AS span_from,
  trim(
    CASE WHEN length(c.as_of) = 10 THEN CAST(substr(k.on_date, 9, 2) AS INTEGER) || ' ' ELSE '' END
    || CASE WHEN length(c.as_of) = 4 THEN '' ELSE CASE substr(k.on_date, 6, 2)
      WHEN '01' THEN 'January ' WHEN '02' THEN 'February ' WHEN '03' THEN 'March ' WHEN '04' THEN 'April '
      WHEN '05' THEN 'May ' WHEN '06' THEN 'June ' WHEN '07' THEN 'July ' WHEN '08' THEN 'August '
      WHEN '09' THEN 'September ' WHEN '10' THEN 'October ' WHEN '11' THEN 'November ' ELSE 'December ' END END
    || substr(k.on_date, 1, 4)
  ) AS date_text,
  t.printed AS statement, c.status, s.name AS speaker, o.printed AS outcome, k.question, c.confidence
FROM linked_issue AS k
JOIN entity AS i ON i.entity_id = k.issue
JOIN entity AS n ON n.entity_id = k.instrument
JOIN claim AS c ON c.claim_id = k.claim_id
JOIN all_claim_text AS t ON t.claim_id = k.claim_id
LEFT JOIN entity AS s ON s.entity_id = c.speaker
LEFT JOIN all_claim_text AS o ON o.claim_id = k.outcome_claim
