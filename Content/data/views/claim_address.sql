-- The address of each claim's entry: on the page of its topic.
SELECT c.claim_id, '/claims/' || t.slug || '/#' || c.claim_id AS address
FROM all_claim AS c
JOIN claim_topic AS t ON t.topic = c.topic
