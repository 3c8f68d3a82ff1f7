/*---
code: "708"
table: deprivation_of_liberty
severity: error
message: >-
  The deprivation of liberty began before the child was born, or on that very day. Correct the date, or
  the date of birth.
fields: [DOLO_START]
first_year: 2027
last_year: null
source: SSDA903 validation rule 708
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'DOLO_START' AS field,
    d.start_date_text AS value
FROM stg_ssda903__deprivation_of_liberty AS d
WHERE d.start_date <= d.birth_date
