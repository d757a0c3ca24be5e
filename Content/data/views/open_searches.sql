-- What had been looked for and not found, or in part only, by edition.
SELECT
  e.edition_id, e.as_of, s.search_id, s.subject, n.name AS subject_name, s.question, s.found, s.looked_in, s.looked_for,
  s.looked_on, s.known_on AS open_from, s.latest_document, s.latest_on
FROM edition AS e
JOIN search AS s ON s.known_on <= e.as_of AND s.found <> 'yes'
JOIN entity AS n ON n.entity_id = s.subject
