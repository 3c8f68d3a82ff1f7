/*---
code: "565"
table: missing
severity: error
message: >-
  The date on which the child went missing is sent, but whether the child was missing or away without
  authorisation is blank. Send M or A.
fields: [MISSING]
first_year: null
last_year: null
source: SSDA903 validation rule 565
---*/
SELECT
    m.row_id,
    m.la_code,
    m.collection_year,
    m.child_key,
    'MISSING' AS field,
    m.missing_type_code AS value
FROM stg_ssda903__missing AS m
WHERE m.start_date_text IS NOT NULL AND m.missing_type_code IS NULL
