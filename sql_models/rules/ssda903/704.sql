/*---
code: "704"
table: deprivation_of_liberty
severity: error
message: >-
  The deprivation of liberty ended before the year began or after it ended. Correct the date, or take
  out what belongs to another return.
fields: [DOLO_END]
first_year: 2027
last_year: null
source: SSDA903 validation rule 704
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'DOLO_END' AS field,
    d.end_date_text AS value
FROM stg_ssda903__deprivation_of_liberty AS d
WHERE d.end_date < MAKE_DATE(d.collection_year - 1, 4, 1) OR d.end_date > MAKE_DATE(d.collection_year, 3, 31)
