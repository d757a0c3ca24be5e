-- The timeline as each edition could know it, one row for each edition and item.
-- due: the date stated, or the period counted from the day on which its base came about; empty
--   while the base has not.
-- expected: the same, counted from the base's own due date while the base has not come about.
-- status: done, waiting (base open), overdue (past, no outcome on record), due soon (within 14
--   days), open, or closed (an expiry that has passed).
-- days: days left, negative if past; for a done item the slip against its due date.
WITH RECURSIVE step AS (
  SELECT
    t.item_id, t.kind, t.about, t.title, t.short_title, t.base, t.known_on, t.claim_id,
    c.value_date, CAST(c.value_num AS INTEGER) AS n, c.unit
  FROM timeline AS t
  JOIN all_claim AS c ON c.claim_id = t.claim_id
),
finished AS (
  SELECT o.item_id, o.known_on, c.value_date AS done_on, o.claim_id
  FROM outcome AS o
  JOIN all_claim AS c ON c.claim_id = o.claim_id
),
dated (edition_id, as_of, item_id, due, expected, done_on, outcome_claim) AS (
  SELECT e.edition_id, e.as_of, s.item_id, s.value_date, s.value_date, f.done_on, f.claim_id
  FROM edition AS e
  JOIN step AS s ON s.known_on <= e.as_of AND s.base IS NULL
  LEFT JOIN finished AS f ON f.item_id = s.item_id AND f.known_on <= e.as_of
  UNION ALL
  SELECT
    d.edition_id,
    d.as_of,
    s.item_id,
    due_date(d.done_on, s.n, s.unit),
    due_date(COALESCE(d.done_on, d.expected), s.n, s.unit),
    f.done_on,
    f.claim_id
  FROM dated AS d
  JOIN step AS s ON s.base = d.item_id AND s.known_on <= d.as_of
  LEFT JOIN finished AS f ON f.item_id = s.item_id AND f.known_on <= d.as_of
)
SELECT
  d.edition_id,
  d.as_of,
  d.item_id,
  s.kind,
  s.about,
  a.name AS about_name,
  s.title,
  s.short_title,
  s.base,
  d.due,
  d.expected,
  d.done_on,
  CASE
    WHEN s.kind = 'expiry' AND d.done_on IS NULL THEN expiry_status(d.due, d.as_of)
    ELSE deadline_status(d.due, d.done_on, d.as_of)
  END AS status,
  CASE WHEN d.done_on IS NOT NULL THEN slip_days(d.due, d.done_on) ELSE days_left(d.due, d.as_of) END AS days,
  s.claim_id,
  d.outcome_claim
FROM dated AS d
JOIN step AS s ON s.item_id = d.item_id
JOIN entity AS a ON a.entity_id = s.about
