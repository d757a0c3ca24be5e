-- For each claim, documents against independent origins, and whether any document misreports it.
SELECT
  c.claim_id,
  e.name AS subject_name,
  CASE
    WHEN c.predicate LIKE 'participant\_%' ESCAPE '\' THEN 'participant'
    WHEN c.predicate LIKE 'trader\_%' ESCAPE '\' THEN 'trading firm'
    WHEN c.predicate LIKE 'remark\_%' ESCAPE '\' THEN 'remark'
    ELSE trim(
      replace(replace(replace(replace(' ' || replace(c.predicate, '_', ' ') || ' ', ' china ', ' China '), ' eu ', ' EU '),
        ' us ', ' US '), ' brazil ', ' Brazil '))
  END AS statement,
  c.topic,
  COUNT(DISTINCT x.source_id) AS documents,
  COUNT(DISTINCT COALESCE(x.origin_id, x.source_id)) AS origins,
  COUNT(*) AS places,
  MAX(x.relation = 'misreports') AS misreported,
  MAX(x.relation = 'contradicts') AS contradicted,
  MAX(s.kind IN ('law', 'official', 'report', 'dataset')) AS primary_seen,
  c.confidence
FROM claim AS c
JOIN citation AS x ON x.claim_id = c.claim_id
JOIN source AS s ON s.source_id = x.source_id
JOIN entity AS e ON e.entity_id = c.subject
GROUP BY c.claim_id
