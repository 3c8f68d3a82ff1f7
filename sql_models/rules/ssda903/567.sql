/*---
code: "567"
table: missing
severity: error
message: >-
  The period of being missing ended before it began. Correct either date.
fields: [MIS_END]
first_year: null
last_year: null
source: SSDA903 validation rule 567
---*/
SELECT
    m.row_id,
    m.la_code,
    m.collection_year,
    m.child_key,
    'MIS_END' AS field,
    m.end_date_text AS value
FROM stg_ssda903__missing AS m
WHERE m.end_date < m.start_date
