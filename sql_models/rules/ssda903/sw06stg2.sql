/*---
code: "SW06STG2"
table: social_worker_episodes
severity: error
message: >-
  The social worker began after the year ended. Correct the date, or leave the row to the next return.
fields: [SW_DECOM]
first_year: 2024
last_year: null
source: SSDA903 validation rule SW06STG2
---*/
SELECT
    w.row_id,
    w.la_code,
    w.collection_year,
    w.child_key,
    'SW_DECOM' AS field,
    w.start_date_text AS value
FROM stg_ssda903__social_worker_episodes AS w
WHERE w.start_date > MAKE_DATE(w.collection_year, 3, 31)
