-- Each Chinese export restriction as spans for a chart: in force, suspended, and the time after a
-- suspension, in which it applies again unless the suspension is extended. A span without an end on record is drawn to a
-- year after the latest state of the register.
WITH r AS (
  SELECT s.*, l.as_of AS latest_on,
    add_months(l.as_of, 12) AS horizon
  FROM restriction_status AS s JOIN latest AS l ON l.as_of = s.as_of
)
SELECT restriction_id, imposer, material, material_name, kind, target, scope, label, from_date AS span_from,
  COALESCE(suspended_from, to_date, horizon) AS span_to, 'in force' AS state, status
FROM r WHERE suspended_from IS NULL OR suspended_from > from_date
UNION ALL
SELECT restriction_id, imposer, material, material_name, kind, target, scope, label, MAX(suspended_from, COALESCE(announced_on, suspended_from)), suspended_to, 'suspended', status
FROM r WHERE suspended_from IS NOT NULL
UNION ALL
SELECT restriction_id, imposer, material, material_name, kind, target, scope, label, suspended_to, COALESCE(to_date, horizon),
  'again unless extended', status
FROM r WHERE suspended_to IS NOT NULL AND suspended_to < COALESCE(to_date, horizon)
