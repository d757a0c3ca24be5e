-- Every claim with its value as printed: qualifier, number and unit, or text, or date.
-- It reads the unfiltered claims; join it only to tables that an edition filters.
-- "exactly": the number alone, or the date as 2026-02-05; "printed": with qualifier and unit.
WITH number AS (
  SELECT
    claim_id,
    CASE
      WHEN value_num = CAST(value_num AS INTEGER) THEN printf('%,d', CAST(value_num AS INTEGER))
      ELSE printf('%g', value_num)
    END
    || CASE
      WHEN value_hi IS NULL THEN ''
      WHEN value_hi = CAST(value_hi AS INTEGER) THEN ' to ' || printf('%,d', CAST(value_hi AS INTEGER))
      ELSE ' to ' || printf('%g', value_hi)
    END AS digits
  FROM all_claim
  WHERE value_num IS NOT NULL
)
SELECT
  c.claim_id,
  c.subject,
  c.predicate,
  c.value_num,
  c.value_date,
  COALESCE(n.digits, c.value_text, c.value_date) AS exactly,
  CASE
    WHEN c.value_num IS NULL THEN COALESCE(c.value_text,
      CAST(substr(c.value_date, 9, 2) AS INTEGER) || ' '
      || CASE substr(c.value_date, 6, 2) WHEN '01' THEN 'January' WHEN '02' THEN 'February' WHEN '03' THEN 'March' WHEN '04' THEN 'April'
        WHEN '05' THEN 'May' WHEN '06' THEN 'June' WHEN '07' THEN 'July' WHEN '08' THEN 'August' WHEN '09' THEN 'September'
        WHEN '10' THEN 'October' WHEN '11' THEN 'November' ELSE 'December' END
      || ' ' || substr(c.value_date, 1, 4))
    WHEN u.dimension = 'money' THEN COALESCE(q.words || ' ', '') || replace(c.unit, ' ', ' ' || n.digits || ' ')
    ELSE COALESCE(q.words || ' ', '') || n.digits || ' '
      || CASE
        WHEN u.dimension IN ('count', 'time') AND c.value_num = 1 THEN u.singular
        WHEN u.dimension IN ('count', 'time', 'index') THEN u.plural
        ELSE c.unit
      END
  END AS printed
FROM all_claim AS c
LEFT JOIN number AS n ON n.claim_id = c.claim_id
LEFT JOIN qualifier AS q ON q.qualifier_id = c.qualifier
LEFT JOIN unit AS u ON u.unit_id = c.unit
