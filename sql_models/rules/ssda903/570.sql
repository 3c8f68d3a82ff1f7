/*---
code: "570"
table: missing
severity: error
message: >-
  The child went missing after the year ended. Correct the date, or leave it to the next return.
fields: [MIS_START]
first_year: null
last_year: null
source: SSDA903 validation rule 570
---*/
SELECT
    m.row_id,
    m.la_code,
    m.collection_year,
    m.child_key,
    'MIS_START' AS field,
    m.start_date_text AS value
FROM stg_ssda903__missing AS m
WHERE m.start_date > MAKE_DATE(m.collection_year, 3, 31)
