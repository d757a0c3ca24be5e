-- What each source is used for: claims that cite it, claims of which it is the origin, and rows of
-- observations and restrictions.
SELECT
  s.source_id,
  s.kind,
  s.publisher,
  s.title,
  s.url,
  s.published_on,
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
