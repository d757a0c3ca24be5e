-- Each Chinese export restriction as spans for a chart: in force, suspended, in force again. A span without an
-- end on record is drawn to the end of the year after the latest state of the register.
WITH r AS (
  SELECT s.*, l.as_of AS latest_on,
    CAST(strftime('%Y', l.as_of) AS INTEGER) || '-12-31' AS horizon
  FROM restriction_status AS s JOIN latest AS l ON l.as_of = s.as_of
)
SELECT restriction_id, imposer, material, material_name, kind, target, scope, from_date AS span_from,
  COALESCE(suspended_from, to_date, horizon) AS span_to, 'in force' AS state, status
FROM r
UNION ALL
SELECT restriction_id, imposer, material, material_name, kind, target, scope, suspended_from, suspended_to, 'suspended', status
FROM r WHERE suspended_from IS NOT NULL
