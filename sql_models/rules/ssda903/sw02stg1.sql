/*---
code: "SW02STG1"
table: social_worker_episodes
severity: error
message: >-
  The id of the social worker begins neither with SW nor with XX. Send the number of registration, or XX
  with a number of your own.
fields: [SW_ID]
first_year: 2024
last_year: null
source: SSDA903 validation rule SW02STG1
---*/
SELECT
    w.row_id,
    w.la_code,
    w.collection_year,
    w.child_key,
    'SW_ID' AS field,
    w.social_worker_id AS value
FROM stg_ssda903__social_worker_episodes AS w
WHERE SUBSTRING(w.social_worker_id, 1, 2) NOT IN ('SW', 'XX')
