/*---
code: "703"
table: deprivation_of_liberty
severity: error
message: >-
  The deprivation of liberty began after the year ended. Correct the date, or leave it to the next
  return.
fields: [DOLO_START]
first_year: 2027
last_year: null
source: SSDA903 validation rule 703
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'DOLO_START' AS field,
    d.start_date_text AS value
FROM stg_ssda903__deprivation_of_liberty AS d
WHERE d.start_date > MAKE_DATE(d.collection_year, 3, 31)
