-- What each source is used for: claims that cite it, claims of which it is the origin, and rows of
-- observations and restrictions.
SELECT
  s.source_id,
  s.kind,
  s.publisher,
  s.title,
  s.url,
  s.published_on,
  trim(
    CASE WHEN length(s.published_on) = 10 THEN CAST(substr(s.published_on, 9, 2) AS INTEGER) || ' ' ELSE '' END
    || CASE substr(s.published_on, 6, 2)
      WHEN '01' THEN 'January ' WHEN '02' THEN 'February ' WHEN '03' THEN 'March ' WHEN '04' THEN 'April '
      WHEN '05' THEN 'May ' WHEN '06' THEN 'June ' WHEN '07' THEN 'July ' WHEN '08' THEN 'August '
      WHEN '09' THEN 'September ' WHEN '10' THEN 'October ' WHEN '11' THEN 'November ' WHEN '12' THEN 'December '
      ELSE '' END
    || substr(s.published_on, 1, 4)
  ) AS published_text,
  s.licence,
  s.seen_at,
  s.note,
  (SELECT COUNT(DISTINCT x.claim_id) FROM citation AS x WHERE x.source_id = s.source_id) AS claims_cited,
  (SELECT COUNT(DISTINCT x.claim_id) FROM citation AS x WHERE x.origin_id = s.source_id) AS claims_originated,
  (SELECT COUNT(*) FROM observation AS o WHERE o.source_id = s.source_id)
  + (SELECT COUNT(*) FROM restriction AS r WHERE r.source_id = s.source_id)
  + (SELECT COUNT(*) FROM tag AS g WHERE g.source_id = s.source_id)
  + (SELECT COUNT(*) FROM partnership AS p WHERE p.source_id = s.source_id) AS other_rows
FROM source AS s
