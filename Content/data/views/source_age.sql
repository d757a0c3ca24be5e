-- Measures of the evidence in each edition: claims in use, how many have two or more independent origins, how
-- many name no speaker or rest on unnamed people, and the median age of what they are about, in days.
WITH f AS (
  SELECT
    e.edition_id, e.as_of, c.claim_id,
    (SELECT COUNT(DISTINCT COALESCE(x.origin_id, x.source_id)) FROM all_citation AS x
      WHERE x.claim_id = c.claim_id AND x.known_on <= e.as_of) AS origins,
    c.speaker IN ('officials', 'officials_us', 'social_media', 'bloomberg') AS unnamed,
    c.confidence,
    julianday(e.as_of) - julianday(CASE length(c.as_of) WHEN 10 THEN c.as_of WHEN 7 THEN c.as_of || '-28' ELSE c.as_of || '-12-31' END) AS age
  FROM edition AS e
  JOIN all_claim AS c ON c.known_on <= e.as_of AND (c.superseded_on IS NULL OR c.superseded_on > e.as_of) AND c.confidence <> 'wrong'
),
ranked AS (
  SELECT edition_id, MAX(0, age) AS age,
    ROW_NUMBER() OVER (PARTITION BY edition_id ORDER BY MAX(0, age)) AS place,
    COUNT(*) OVER (PARTITION BY edition_id) AS n
  FROM f
)
SELECT
  f.edition_id, f.as_of, COUNT(*) AS claims,
  SUM(f.origins >= 2) AS two_origins,
  SUM(f.unnamed) AS unnamed_speakers,
  SUM(f.confidence = 'low') AS low_confidence,
  ROUND(100.0 * SUM(f.origins >= 2) / COUNT(*), 1) AS two_origins_pct,
  ROUND(100.0 * SUM(f.unnamed) / COUNT(*), 1) AS unnamed_pct,
  (SELECT CAST(AVG(r.age) AS INTEGER) FROM ranked AS r WHERE r.edition_id = f.edition_id AND r.place IN ((r.n + 1) / 2, (r.n + 2) / 2)) AS median_age_days
FROM f
GROUP BY f.edition_id, f.as_of
