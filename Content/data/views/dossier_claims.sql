-- The claims about the subject of a dossier or stated by it, with the subject's own bodies, people and instruments
-- and the instruments to which it is a party counted in (the memorandum has a dossier of its own).
-- Claims that the record contradicts are left out.
WITH
  part (dossier, entity_id, speaks) AS (
    SELECT entity_id, entity_id, 1 FROM dossier
    UNION
    SELECT d.entity_id, e.entity_id, 1
    FROM dossier AS d
    JOIN entity AS e ON e.parent = d.entity_id AND e.kind IN ('body', 'person', 'group', 'instrument')
    UNION
    SELECT d.entity_id, e.entity_id, e.kind IN ('person', 'group')
    FROM dossier AS d
    JOIN entity AS f ON f.parent = d.entity_id
    JOIN entity AS e ON e.parent = f.entity_id AND e.kind IN ('body', 'person', 'group')
    UNION
    SELECT d.entity_id, p.instrument, 0
    FROM dossier AS d
    JOIN participation AS p ON p.entity_id = d.entity_id AND p.role IN ('party', 'chair') AND p.instrument <> 'mou'
    UNION
    SELECT 'GRL', 'DNK', 0
    UNION
    SELECT 'GRL', 'integrity_clause', 0
  ),
  own (dossier, claim_id) AS (
    SELECT p.dossier, c.claim_id FROM part AS p JOIN all_claim AS c ON c.subject = p.entity_id
    UNION
    SELECT p.dossier, c.claim_id FROM part AS p JOIN all_claim AS c ON c.speaker = p.entity_id WHERE p.speaks
    UNION
    SELECT 'price_mechanism', c.claim_id FROM all_claim AS c WHERE c.predicate LIKE '%price_support%'
  )
SELECT
  d.slug, d.kind, d.entity_id AS dossier, k.claim_id, k.subject, k.subject_name, k.statement, k.value, k.status, k.as_of, k.as_of_text, k.said_text,
  k.known_on, k.speaker, k.confidence, k.documents, k.origins, k.note,
  c.subject = d.entity_id AS about,
  COALESCE(c.speaker, '') = d.entity_id AS stated
FROM own AS o
JOIN dossier AS d ON d.entity_id = o.dossier
JOIN all_claim AS c ON c.claim_id = o.claim_id
JOIN claim_card AS k ON k.claim_id = o.claim_id
WHERE c.confidence <> 'wrong'
