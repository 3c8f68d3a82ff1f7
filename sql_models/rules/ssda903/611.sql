/*---
code: "611"
table: header
severity: error
message: >-
  The young person is a mother, but the date of birth of her first child is blank. Send it, or correct
  whether she is a mother.
fields: [MC_DOB]
first_year: null
last_year: null
source: SSDA903 validation rule 611
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'MC_DOB' AS field,
    h.mothers_child_birth_date_text AS value
FROM stg_ssda903__header AS h
WHERE h.mother_code = '1' AND h.mothers_child_birth_date_text IS NULL
