-- What changed in each edition since the one before: claims added, claims that gave way to a newer value of the same
-- thing, and expectations of which the outcome became known. The first edition has no predecessor and no rows.
WITH pair AS (
  SELECT
    e.edition_id,
    e.as_of,
    (SELECT MAX(p.as_of) FROM edition AS p WHERE p.as_of < e.as_of) AS previous
  FROM edition AS e
)
SELECT
  p.edition_id, p.as_of AS edition_date, p.previous, 'added' AS change,
  c.claim_id, c.subject, n.name AS subject_name, c.predicate, t.printed AS value, c.known_on AS changed_on,
  NULL AS replaced_by
FROM pair AS p
JOIN all_claim AS c
  ON c.known_on > p.previous AND c.known_on <= p.as_of
  AND c.confidence <> 'wrong'
  AND (c.superseded_on IS NULL OR c.superseded_on > p.as_of)
JOIN all_claim_text AS t ON t.claim_id = c.claim_id
JOIN entity AS n ON n.entity_id = c.subject
UNION ALL
SELECT
  p.edition_id, p.as_of, p.previous, 'superseded',
  c.claim_id, c.subject, n.name, c.predicate, t.printed, c.superseded_on,
  c.superseded_by
FROM pair AS p
JOIN all_claim AS c
  ON c.superseded_on > p.previous AND c.superseded_on <= p.as_of
  AND c.known_on <= p.previous
  AND c.confidence <> 'wrong'
JOIN all_claim_text AS t ON t.claim_id = c.claim_id
JOIN entity AS n ON n.entity_id = c.subject
UNION ALL
SELECT
  p.edition_id, p.as_of, p.previous, 'came about',
  c.claim_id, c.subject, n.name, c.predicate, t.printed, o.known_on,
  r.claim_id
FROM pair AS p
JOIN all_claim AS c ON c.known_on <= p.previous AND c.confidence <> 'wrong'
JOIN claim_relation AS r ON r.of_claim = c.claim_id AND r.relation = 'outcome'
JOIN all_claim AS o ON o.claim_id = r.claim_id AND o.known_on > p.previous AND o.known_on <= p.as_of
JOIN all_claim_text AS t ON t.claim_id = c.claim_id
JOIN entity AS n ON n.entity_id = c.subject
