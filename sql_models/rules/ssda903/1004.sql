/*---
code: "1004"
table: missing
severity: error
message: >-
  The date on which the child went missing is not a date, or blank where the date of the end is sent.
  Send it as dd/mm/yyyy, with a year of four digits.
fields: [MIS_START]
first_year: null
last_year: null
source: SSDA903 validation rule 1004
---*/
SELECT
    m.row_id,
    m.la_code,
    m.collection_year,
    m.child_key,
    'MIS_START' AS field,
    m.start_date_text AS value
FROM stg_ssda903__missing AS m
WHERE
    (m.start_date_text IS NOT NULL OR m.end_date_text IS NOT NULL)
    AND (m.start_date IS NULL OR NOT REGEXP_MATCHES(m.start_date_text, '[0-9]{4}'))
