/*---
code: "701"
table: deprivation_of_liberty
severity: error
message: >-
  The date on which the deprivation of liberty ended is not a date. Send it as dd/mm/yyyy, with a year
  of four digits, or leave it blank while it goes on.
fields: [DOLO_END]
first_year: 2027
last_year: null
source: SSDA903 validation rule 701
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'DOLO_END' AS field,
    d.end_date_text AS value
FROM stg_ssda903__deprivation_of_liberty AS d
WHERE
    d.end_date_text IS NOT NULL
    AND (d.end_date IS NULL OR NOT REGEXP_MATCHES(d.end_date_text, '[0-9]{4}'))
