/*---
code: "431"
table: episodes
severity: error
message: >-
  The child is said to start to be looked after (S) on the day on which the previous episode ceased.
  Send what changed as the reason for the new episode, or correct either date.
fields: [RNE]
first_year: null
last_year: null
source: SSDA903 validation rule 431
---*/
WITH preceded_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.start_date,
        e.reason_for_new_episode_code,
        LAG(e.end_date) OVER rows_of_child AS previous_end_date
    FROM stg_ssda903__episodes AS e
    WHERE e.start_date IS NOT NULL AND e.child_key IS NOT NULL
    WINDOW
        rows_of_child AS (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.start_date, COALESCE(e.end_date, DATE '9999-12-31'), e.row_number
        )
)

SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'RNE' AS field,
    p.reason_for_new_episode_code AS value
FROM preceded_episodes AS p
WHERE p.reason_for_new_episode_code = 'S' AND p.start_date = p.previous_end_date
