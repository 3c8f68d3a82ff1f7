/*---
code: "SW09STG2"
table: social_worker_episodes
severity: error
message: >-
  The social worker ended on the day of the beginning, so that the row lasted less than a day. Correct
  either date, or leave the row out.
fields: [SW_DEC]
first_year: 2024
last_year: null
source: SSDA903 validation rule SW09STG2
---*/
SELECT
    w.row_id,
    w.la_code,
    w.collection_year,
    w.child_key,
    'SW_DEC' AS field,
    w.end_date_text AS value
FROM stg_ssda903__social_worker_episodes AS w
WHERE w.end_date = w.start_date
