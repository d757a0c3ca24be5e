-- Where each claim is cited: number of documents and of independent origins, and every place.
SELECT
  claim_id,
  COUNT(DISTINCT source_id) AS documents,
  COUNT(DISTINCT origin) AS origins,
  group_concat(mark, '; ') AS citations
FROM (
  SELECT
    c.claim_id,
    c.source_id,
    COALESCE(c.origin_id, c.source_id) AS origin,
    o.title || ' (' || o.publisher || '), ' || c.locator AS mark
  FROM citation AS c
  LEFT JOIN source AS o ON o.source_id = c.source_id
  ORDER BY c.claim_id, c.source_id, length(c.locator), c.locator
)
GROUP BY claim_id
