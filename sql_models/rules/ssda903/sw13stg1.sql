/*---
code: "SW13STG1"
table: social_worker_episodes
severity: error
message: >-
  The reason for the change of social worker is not a code in force, or blank though the social worker
  began since April 2023. Send a code of the list.
fields: [SW_REASON]
first_year: 2024
last_year: null
source: SSDA903 validation rule SW13STG1
---*/
SELECT
    w.row_id,
    w.la_code,
    w.collection_year,
    w.child_key,
    'SW_REASON' AS field,
    w.social_worker_change_reason_code_text AS value
FROM stg_ssda903__social_worker_episodes AS w
WHERE
    (w.social_worker_change_reason_code_text IS NOT NULL OR w.start_date >= DATE '2023-04-01')
    AND NOT EXISTS (
        SELECT 1
        FROM seed_ssda903_code AS s
        WHERE
            s.code_list = 'social_worker_change_reason'
            AND s.code = w.social_worker_change_reason_code_text
            AND w.collection_year >= COALESCE(s.first_year, w.collection_year)
            AND w.collection_year <= COALESCE(s.last_year, w.collection_year)
    )
