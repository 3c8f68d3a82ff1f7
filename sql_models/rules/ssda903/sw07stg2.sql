/*---
code: "SW07STG2"
table: social_worker_episodes
severity: error
message: >-
  The social worker ended before the year began or after it ended. Correct the date, or leave the row
  out.
fields: [SW_DEC]
first_year: 2024
last_year: null
source: SSDA903 validation rule SW07STG2
---*/
SELECT
    w.row_id,
    w.la_code,
    w.collection_year,
    w.child_key,
    'SW_DEC' AS field,
    w.end_date_text AS value
FROM stg_ssda903__social_worker_episodes AS w
WHERE w.end_date < MAKE_DATE(w.collection_year - 1, 4, 1) OR w.end_date > MAKE_DATE(w.collection_year, 3, 31)
