-- Whether the material of a dossier, or a part of it, stands on the EU lists of critical (Annex
-- II) and strategic (Annex I)
-- raw materials. One row for each listing; a material on no list has one row without a list.
SELECT
  d.slug,
  d.entity_id AS dossier,
  d.name AS dossier_name,
  l.listed,
  l.listed_name,
  l.list,
  l.grade,
  l.source_id
FROM material AS d
LEFT JOIN (
  SELECT
    COALESCE(p.entity_id, e.entity_id) AS dossier,
    e.entity_id AS listed,
    e.name AS listed_name,
    CASE g.tag WHEN 'crma_strategic' THEN 'strategic' ELSE 'critical' END AS list,
    g.grade,
    g.source_id
  FROM tag AS g
  JOIN entity AS e ON e.entity_id = g.entity_id
  LEFT JOIN material AS p ON p.entity_id = e.parent
) AS l ON l.dossier = d.entity_id
