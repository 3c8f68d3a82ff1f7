/*---
code: "700"
table: deprivation_of_liberty
severity: error
message: >-
  The date on which the deprivation of liberty began is not a date, or blank where the date of the end
  is sent. Send it as dd/mm/yyyy, with a year of four digits.
fields: [DOLO_START]
first_year: 2027
last_year: null
source: SSDA903 validation rule 700
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'DOLO_START' AS field,
    d.start_date_text AS value
FROM stg_ssda903__deprivation_of_liberty AS d
WHERE
    (d.start_date_text IS NOT NULL OR d.end_date_text IS NOT NULL)
    AND (d.start_date IS NULL OR NOT REGEXP_MATCHES(d.start_date_text, '[0-9]{4}'))
