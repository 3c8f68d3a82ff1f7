/*---
code: "301"
table: header
severity: error
message: >-
  The child was born after the year ended. Correct the date of birth; an unborn child is in no return.
fields: [DOB]
first_year: null
last_year: null
source: SSDA903 validation rule 301
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'DOB' AS field,
    h.birth_date_text AS value
FROM stg_ssda903__header AS h
WHERE h.birth_date > MAKE_DATE(h.collection_year, 3, 31)
