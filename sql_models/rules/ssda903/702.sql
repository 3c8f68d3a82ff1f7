/*---
code: "702"
table: deprivation_of_liberty
severity: error
message: >-
  The deprivation of liberty ended before it began, or on the same day, so that it had no length.
  Correct either date.
fields: [DOLO_END]
first_year: 2027
last_year: null
source: SSDA903 validation rule 702
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'DOLO_END' AS field,
    d.end_date_text AS value
FROM stg_ssda903__deprivation_of_liberty AS d
WHERE d.end_date <= d.start_date
