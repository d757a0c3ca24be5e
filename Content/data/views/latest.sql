-- The date of the latest state of the register, in one row.
SELECT MAX(as_of) AS as_of FROM edition
