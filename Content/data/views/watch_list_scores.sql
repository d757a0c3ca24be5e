-- Scores of the five indicators in each edition, with the sum of the edition out of twenty; an
-- analyst's judgement.
SELECT
  d.edition_id,
  d.as_of,
  s.indicator,
  i.name,
  s.score,
  4 AS score_max,
  seriousness_index(s.score) OVER (PARTITION BY d.edition_id) AS total,
  4 * COUNT(*) OVER (PARTITION BY d.edition_id) AS total_max,
  s.reason,
  s.claim_id
FROM indicator_score AS s
JOIN edition AS d ON d.edition_id = s.edition_id
JOIN entity AS i ON i.entity_id = s.indicator
