/*---
code: "612"
table: header
severity: error
message: >-
  The date of birth of a first child is sent, but the young person is not said to be a mother. Send 1
  for mother, or leave the date blank.
fields: [MC_DOB]
first_year: null
last_year: null
source: SSDA903 validation rule 612
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'MC_DOB' AS field,
    h.mothers_child_birth_date_text AS value
FROM stg_ssda903__header AS h
WHERE
    h.sex_code IN ('2', 'F')
    AND COALESCE(h.mother_code, '0') = '0'
    AND h.mothers_child_birth_date_text IS NOT NULL
