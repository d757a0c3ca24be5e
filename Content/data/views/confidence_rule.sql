-- The highest level of confidence that the rule allows each claim, from its citations; the editors
-- may set a lower one.
-- high: a primary or official document is cited that was read itself or in a copy, not in a relay.
-- medium: a named outlet is cited, or a named origin that someone other than an unnamed outlet
-- speaks for.
SELECT
  c.claim_id,
  c.confidence,
  CASE
    WHEN MAX(
      s.kind IN ('law', 'official', 'report', 'dataset')
      AND COALESCE(s.seen_at, '') NOT LIKE '%relay%' AND COALESCE(s.seen_at, '') NOT LIKE '%secondary%'
    ) THEN 'high'
    WHEN MAX(s.publisher <> 'publisher not established' AND s.kind <> 'social') THEN 'medium'
    WHEN MAX(
      o.publisher <> 'publisher not established' AND o.kind <> 'social'
      AND c.speaker NOT IN ('doc_analysis', 'doc_commentary', 'doc_compilation')
    ) THEN 'medium'
    ELSE 'low'
  END AS highest
FROM claim AS c
JOIN citation AS x ON x.claim_id = c.claim_id
JOIN source AS s ON s.source_id = x.source_id
LEFT JOIN source AS o ON o.source_id = x.origin_id
WHERE c.confidence <> 'wrong'
GROUP BY c.claim_id, c.confidence
