/*---
code: "586"
table: missing
severity: error
message: >-
  The child went missing before the child was born, or on that very day. Correct the date, or the date
  of birth.
fields: [MIS_START]
first_year: null
last_year: null
source: SSDA903 validation rule 586
---*/
SELECT
    m.row_id,
    m.la_code,
    m.collection_year,
    m.child_key,
    'MIS_START' AS field,
    m.start_date_text AS value
FROM stg_ssda903__missing AS m
WHERE m.start_date <= m.birth_date
