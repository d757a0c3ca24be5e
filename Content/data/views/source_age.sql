-- Measures of the evidence in each edition: claims in use, how many have two or more independent origins, how
-- many name no speaker or rest on unnamed people, and the median age of what they are about, in days.
WITH f AS (
  SELECT
    e.edition_id, e.as_of, c.claim_id,
    (SELECT COUNT(DISTINCT COALESCE(x.origin_id, x.source_id)) FROM all_citation AS x
      WHERE x.claim_id = c.claim_id AND x.known_on <= e.as_of) AS origins,
    COALESCE(c.speaker IN ('officials', 'officials_us', 'social_media', 'bloomberg'), 0) AS unnamed,
    c.confidence,
    julianday(e.as_of) - julianday(CASE length(c.as_of) WHEN 10 THEN c.as_of WHEN 7 THEN c.as_of || '-28' ELSE c.as_of || '-12-31' END) AS age
  FROM edition AS e
  JOIN all_claim AS c ON c.known_on <= e.as_of AND (c.superseded_on IS NULL OR c.superseded_on > e.as_of) AND c.confidence <> 'wrong'
)
SELECT
  edition_id, as_of, COUNT(*) AS claims,
  SUM(origins >= 2) AS two_origins,
  SUM(unnamed) AS unnamed_speakers,
  SUM(confidence = 'low') AS low_confidence,
  ROUND(multiple_origins_share(origins), 1) AS two_origins_pct,
  ROUND(anonymous_share(unnamed), 1) AS unnamed_pct,
  median(MAX(0, age)) AS median_age_days
FROM f
GROUP BY edition_id, as_of
