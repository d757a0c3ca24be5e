-- said_text is the speaker and the day on which the claim was first known.
-- One row for each claim that an edition may show, and outside of editions for every claim, those that
-- have been replaced too: printed value, speaker, confidence and why,
-- number of documents and independent origins, and where it is cited.
SELECT
  c.claim_id,
  c.subject,
  e.name AS subject_name,
  c.predicate,
  trim(
    replace(replace(replace(replace(' ' || replace(c.predicate, '_', ' ') || ' ', ' china ', ' China '), ' eu ', ' EU '),
      ' us ', ' US '), ' brazil ', ' Brazil '))
  AS statement,
  t.printed AS value,
  c.value_num,
  c.value_hi,
  c.value_date,
  c.unit,
  c.basis,
  b.name AS basis_name,
  c.qualifier,
  c.qualifier_text,
  c.status,
  c.as_of,
  trim(
    CASE WHEN length(c.as_of) = 10 THEN CAST(substr(c.as_of, 9, 2) AS INTEGER) || ' ' ELSE '' END
    || CASE substr(c.as_of, 6, 2)
      WHEN '01' THEN 'January ' WHEN '02' THEN 'February ' WHEN '03' THEN 'March ' WHEN '04' THEN 'April '
      WHEN '05' THEN 'May ' WHEN '06' THEN 'June ' WHEN '07' THEN 'July ' WHEN '08' THEN 'August '
      WHEN '09' THEN 'September ' WHEN '10' THEN 'October ' WHEN '11' THEN 'November ' WHEN '12' THEN 'December '
      ELSE '' END
    || substr(c.as_of, 1, 4)
  ) AS as_of_text,
  COALESCE(s.name || ', ', '')
    || CAST(substr(c.known_on, 9, 2) AS INTEGER) || ' '
    || CASE substr(c.known_on, 6, 2)
      WHEN '01' THEN 'January ' WHEN '02' THEN 'February ' WHEN '03' THEN 'March ' WHEN '04' THEN 'April '
      WHEN '05' THEN 'May ' WHEN '06' THEN 'June ' WHEN '07' THEN 'July ' WHEN '08' THEN 'August '
      WHEN '09' THEN 'September ' WHEN '10' THEN 'October ' WHEN '11' THEN 'November ' ELSE 'December ' END
    || substr(c.known_on, 1, 4)
  AS said_text,
  c.known_on,
  s.name AS speaker,
  c.confidence,
  f.meaning AS confidence_reason,
  c.topic,
  c.note,
  r.claim_id AS replaced_by,
  COALESCE(d.documents, 0) AS documents,
  COALESCE(d.origins, 0) AS origins,
  d.citations
FROM all_claim AS c
JOIN entity AS e ON e.entity_id = c.subject
JOIN all_claim_text AS t ON t.claim_id = c.claim_id
JOIN confidence AS f ON f.confidence_id = c.confidence
LEFT JOIN basis AS b ON b.basis_id = c.basis
LEFT JOIN entity AS s ON s.entity_id = c.speaker
LEFT JOIN claim AS r ON r.claim_id = c.superseded_by
LEFT JOIN claim_documents AS d ON d.claim_id = c.claim_id
WHERE :as_of IS NULL OR c.known_on <= :as_of AND (c.superseded_on IS NULL OR c.superseded_on > :as_of)
