-- The roles of the subject of a country's dossier, its bodies and people included, and of a partner of the EU.
SELECT d.slug, d.entity_id AS dossier, i.name AS instrument_name, p.instrument, e.name AS participant, CASE WHEN p.instrument = 'mou' AND p.role = 'party' THEN 'negotiating' ELSE p.role END AS role, p.from_date, p.claim_id
FROM dossier AS d
JOIN participation AS p
JOIN entity AS e ON e.entity_id = p.entity_id
JOIN entity AS i ON i.entity_id = p.instrument
LEFT JOIN entity AS f ON f.entity_id = e.parent
LEFT JOIN entity AS g ON g.entity_id = f.parent
WHERE p.entity_id = d.entity_id OR e.kind IN ('body', 'person') AND d.entity_id IN (e.parent, f.parent, g.parent)
  OR d.entity_id = 'GRL' AND p.entity_id = 'DNK'
UNION ALL
SELECT d.slug, d.entity_id, 'EU strategic partnerships on raw materials', 'eu_partnerships', e.name, 'partner', s.signed_on, NULL
FROM dossier AS d
JOIN partnership AS s ON s.partner = d.entity_id
JOIN entity AS e ON e.entity_id = s.partner
