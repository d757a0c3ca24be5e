-- Illustrative: monthly signals for imports by origin. surge: imports divided by the mean of the three months
-- before. undercut: how far the unit value lies below the domestic price. depression: unit value against the
-- mean of all months before. signal: watch if both surge and undercutting reach their first threshold, alert if
-- both reach the second.
WITH base AS (
  SELECT
    m.origin, m.month, m.tonnes, m.unit_value, m.domestic_price,
    AVG(m.tonnes) OVER (PARTITION BY m.origin ORDER BY m.month ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS mean_before,
    AVG(m.unit_value) OVER (PARTITION BY m.origin ORDER BY m.month ROWS BETWEEN 36 PRECEDING AND 1 PRECEDING) AS value_before,
    COUNT(*) OVER (PARTITION BY m.origin ORDER BY m.month ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS months_before
  FROM market_example AS m
),
measure AS (
  SELECT
    origin, month, tonnes, unit_value, domestic_price,
    CASE WHEN months_before = 3 THEN tonnes / mean_before END AS surge,
    (domestic_price - unit_value) / domestic_price AS undercut,
    CASE WHEN months_before = 3 THEN unit_value / value_before - 1 END AS depression
  FROM base
),
level AS (
  SELECT
    MAX(CASE threshold_id WHEN 'surge_watch' THEN value END) AS surge_watch,
    MAX(CASE threshold_id WHEN 'surge_alert' THEN value END) AS surge_alert,
    MAX(CASE threshold_id WHEN 'undercut_watch' THEN value END) AS undercut_watch,
    MAX(CASE threshold_id WHEN 'undercut_alert' THEN value END) AS undercut_alert
  FROM monitor_threshold
)
SELECT
  m.*,
  CASE
    WHEN m.surge IS NULL THEN 'not computed'
    WHEN m.surge >= l.surge_alert AND m.undercut >= l.undercut_alert THEN 'alert'
    WHEN m.surge >= l.surge_watch AND m.undercut >= l.undercut_watch THEN 'watch'
    ELSE 'none'
  END AS signal
FROM measure AS m CROSS JOIN level AS l
