-- Who takes part in Project Vault, by role, with the claim that names each.
SELECT p.entity_id, e.name, p.role, p.from_date, p.claim_id
FROM participation AS p
JOIN entity AS e ON e.entity_id = p.entity_id
WHERE p.instrument = 'vault'
