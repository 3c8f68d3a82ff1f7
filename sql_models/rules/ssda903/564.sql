/*---
code: "564"
table: missing
severity: error
message: >-
  The child was missing or away, but since when is blank. Send the date on which that began.
fields: [MIS_START]
first_year: null
last_year: null
source: SSDA903 validation rule 564
---*/
SELECT
    m.row_id,
    m.la_code,
    m.collection_year,
    m.child_key,
    'MIS_START' AS field,
    m.start_date_text AS value
FROM stg_ssda903__missing AS m
WHERE m.missing_type_code IS NOT NULL AND m.start_date_text IS NULL
