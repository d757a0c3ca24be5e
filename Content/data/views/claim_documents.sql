-- Where each claim is cited: number of documents and of independent origins, and every place.
SELECT
  x.claim_id,
  COUNT(DISTINCT x.source_id) AS documents,
  COUNT(DISTINCT COALESCE(x.origin_id, x.source_id)) AS origins,
  m.citations
FROM citation AS x
JOIN (
  SELECT claim_id, group_concat(mark, '; ') AS citations
  FROM (
    SELECT c.claim_id, o.title || ' (' || o.publisher || '), ' || c.locator AS mark
    FROM citation AS c
    JOIN source AS o ON o.source_id = c.source_id
    ORDER BY c.claim_id, c.source_id, length(c.locator), c.locator
  )
  GROUP BY claim_id
) AS m ON m.claim_id = x.claim_id
GROUP BY x.claim_id
