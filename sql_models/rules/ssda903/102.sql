/*---
code: "102"
table: header
severity: error
message: >-
  The date of birth is blank or not a date. Send it as dd/mm/yyyy, with a year of four digits.
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
WHERE h.birth_date IS NULL OR NOT REGEXP_MATCHES(h.birth_date_text, '[0-9]{4}')
