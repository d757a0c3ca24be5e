-- Every citation with the title of its document and of the origin, in printing order.
SELECT
  x.claim_id,
  x.source_id,
  s.title AS document,
  s.publisher,
  s.kind,
  s.url,
  x.locator,
  x.relation,
  COALESCE(x.origin_id, x.source_id) AS origin_id,
  COALESCE(o.publisher, s.publisher) AS origin,
  x.quotation
FROM citation AS x
JOIN source AS s ON s.source_id = x.source_id
LEFT JOIN source AS o ON o.source_id = x.origin_id
ORDER BY x.claim_id, x.source_id, length(x.locator), x.locator
