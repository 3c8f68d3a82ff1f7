/*---
code: "571"
table: missing
severity: error
message: >-
  The period of being missing ended before the year began or after it ended. Correct the date, or take
  out what belongs to another return.
fields: [MIS_END]
first_year: null
last_year: null
source: SSDA903 validation rule 571
---*/
SELECT
    m.row_id,
    m.la_code,
    m.collection_year,
    m.child_key,
    'MIS_END' AS field,
    m.end_date_text AS value
FROM stg_ssda903__missing AS m
WHERE m.end_date < MAKE_DATE(m.collection_year - 1, 4, 1) OR m.end_date > MAKE_DATE(m.collection_year, 3, 31)
