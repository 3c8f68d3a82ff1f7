/*---
code: "102"
table: header
severity: error
message: >-
  The date of birth is blank or not a date. Send the day, month and year of birth as dd/mm/yyyy.
fields: [DOB]
first_year: null
last_year: null
source: SSDA903 validation rule 102
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'DOB' AS field,
    h.birth_date_text AS value
FROM stg_ssda903__header AS h
WHERE h.birth_date IS NULL
