/*---
code: "174"
table: header
severity: error
message: >-
  A date of birth of the mother's child is sent for a boy. Correct the sex, or leave the date blank.
fields: [MC_DOB]
first_year: null
last_year: null
source: SSDA903 validation rule 174
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
    h.mothers_child_birth_date_text IS NOT NULL
    AND EXISTS (
        SELECT 1
        FROM seed_sex AS s
        WHERE s.code = h.sex_code AND s.label = 'Male'
    )
