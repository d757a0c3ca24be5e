-- The states of the register with a short label for charts.
SELECT edition_id, as_of, title,
  CAST(substr(as_of, 9, 2) AS INTEGER) || ' '
  || substr('   JanFebMarAprMayJunJulAugSepOctNovDec', 1 + 3 * CAST(substr(as_of, 6, 2) AS INTEGER), 3) AS label
FROM edition
