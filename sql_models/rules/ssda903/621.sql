/*---
code: "621"
table: header
severity: error
message: >-
  The first child is not younger than its mother. Correct either date of birth.
fields: [MC_DOB]
first_year: null
last_year: null
source: SSDA903 validation rule 621
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'MC_DOB' AS field,
    h.mothers_child_birth_date_text AS value
FROM stg_ssda903__header AS h
WHERE h.mothers_child_birth_date <= h.birth_date
