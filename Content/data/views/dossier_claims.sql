-- The claims about the subject of a dossier or stated by it, with the subject's own bodies, people and instruments
-- and the instruments to which it is a party counted in (the memorandum has a dossier of its own).
-- Claims that the record contradicts are left out.
SELECT
  d.slug, d.kind, d.entity_id AS dossier, k.claim_id, k.subject, k.subject_name, k.statement, k.value, k.status, k.as_of, k.as_of_text,
  k.known_on, k.speaker, k.confidence, k.documents, k.origins, k.note,
  c.subject = d.entity_id AS about,
  COALESCE(c.speaker, '') = d.entity_id AS stated
FROM dossier AS d
JOIN claim AS c
  ON c.subject = d.entity_id
  OR c.speaker = d.entity_id
  OR EXISTS (
    SELECT 1 FROM entity AS e
    WHERE e.parent = d.entity_id AND e.kind IN ('body', 'person', 'group', 'instrument') AND e.entity_id IN (c.subject, c.speaker))
  OR EXISTS (
    SELECT 1 FROM entity AS e JOIN entity AS f ON f.entity_id = e.parent
    WHERE f.parent = d.entity_id AND (e.kind IN ('body', 'person', 'group') AND e.entity_id = c.subject
      OR e.kind IN ('person', 'group') AND e.entity_id = c.speaker))
  OR EXISTS (
    SELECT 1 FROM participation AS p
    WHERE p.entity_id = d.entity_id AND p.role IN ('party', 'chair') AND p.instrument = c.subject AND p.instrument <> 'mou')
  OR (d.entity_id = 'GRL' AND c.subject IN ('DNK', 'integrity_clause'))
  OR (d.entity_id = 'price_mechanism' AND c.predicate LIKE '%price_support%')
JOIN claim_card AS k ON k.claim_id = c.claim_id
WHERE c.confidence <> 'wrong'
