/*---
code: "171"
table: header
severity: error
message: >-
  The date of birth of the mother's child is not a date. Send it as dd/mm/yyyy, with a year of four
  digits, or leave it blank where there is none.
fields: [MC_DOB]
first_year: null
last_year: null
source: SSDA903 validation rule 171
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
    AND (
        h.mothers_child_birth_date IS NULL
        OR NOT REGEXP_MATCHES(h.mothers_child_birth_date_text, '[0-9]{4}')
    )
