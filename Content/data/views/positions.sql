-- Who wants, accepts, opposes or doubts what, with the claim that says so.
SELECT p.actor, a.name AS actor_name, p.issue, i.name AS issue_name, p.stance, p.from_date, t.printed AS statement, p.claim_id
FROM position AS p
JOIN entity AS a ON a.entity_id = p.actor
JOIN entity AS i ON i.entity_id = p.issue
JOIN all_claim_text AS t ON t.claim_id = p.claim_id
