-- What the sources say a material is used for.
SELECT d.slug, u.entity_id AS dossier, c.claim_id, t.printed AS use, c.confidence
FROM material_use AS u
JOIN material AS d ON d.entity_id = u.entity_id
JOIN claim AS c ON c.claim_id = u.claim_id
JOIN all_claim_text AS t ON t.claim_id = c.claim_id
