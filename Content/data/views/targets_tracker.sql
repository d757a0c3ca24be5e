-- The benchmarks for 2030 with figure, direction and date. No measurement of the first three has
-- been published, so none is given.
SELECT
  t.target_id,
  t.metric,
  t.scope,
  t.op,
  c.value_num AS value,
  c.unit,
  c.basis,
  c.qualifier,
  d.value_date AS due,
  t.binding,
  (
    SELECT o.value FROM observation_value AS o
    WHERE o.metric = t.metric ORDER BY o.period DESC LIMIT 1
  ) AS measured,
  c.claim_id
FROM target AS t
JOIN claim AS c ON c.claim_id = t.claim_id
JOIN claim AS d ON d.claim_id = t.due_claim
