/*---
code: "1005"
table: missing
severity: error
message: >-
  The date on which the child came back is not a date. Send it as dd/mm/yyyy, with a year of four
  digits, or leave it blank while it goes on.
fields: [MIS_END]
first_year: null
last_year: null
source: SSDA903 validation rule 1005
---*/
SELECT
    m.row_id,
    m.la_code,
    m.collection_year,
    m.child_key,
    'MIS_END' AS field,
    m.end_date_text AS value
FROM stg_ssda903__missing AS m
WHERE
    m.end_date_text IS NOT NULL
    AND (m.end_date IS NULL OR NOT REGEXP_MATCHES(m.end_date_text, '[0-9]{4}'))
