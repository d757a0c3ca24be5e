-- Illustrative: monthly signals for imports by origin. surge: imports divided by the mean of the three months
-- before. undercut_pct: how far the unit value lies below the domestic price. depression_pct: unit value against
-- the mean of up to thirty-six months. signal: watch if both surge and undercutting reach their first threshold,
-- alert if both reach the second; not computed while there is no surge index.
WITH measure AS (
  SELECT
    m.origin, m.month, m.tonnes, m.unit_value, m.domestic_price,
    surge_index(m.tonnes) OVER (PARTITION BY m.origin ORDER BY m.month) AS surge,
    undercutting(m.domestic_price, m.unit_value) AS undercut_pct,
    price_depression(m.unit_value) OVER (PARTITION BY m.origin ORDER BY m.month ROWS 35 PRECEDING) AS depression_pct
  FROM market_example AS m
),
level AS (
  SELECT
    MAX(CASE threshold_id WHEN 'surge_watch' THEN value END) AS surge_watch,
    MAX(CASE threshold_id WHEN 'surge_alert' THEN value END) AS surge_alert,
    100 * MAX(CASE threshold_id WHEN 'undercut_watch' THEN value END) AS undercut_watch,
    100 * MAX(CASE threshold_id WHEN 'undercut_alert' THEN value END) AS undercut_alert
  FROM monitor_threshold
)
SELECT
  m.*,
  COALESCE(
    safeguard_signal(m.surge, m.undercut_pct, l.surge_watch, l.undercut_watch, l.surge_alert, l.undercut_alert),
    'not computed'
  ) AS signal
FROM measure AS m CROSS JOIN level AS l
