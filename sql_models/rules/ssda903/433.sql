/*---
code: "433"
table: episodes
severity: error
message: >-
  The new episode is said to go on from another, but does not begin on the day on which the previous one
  ceased. Correct either date, or send S as the reason.
fields: [DECOM]
first_year: null
last_year: null
source: SSDA903 validation rule 433
---*/
WITH preceded_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.start_date,
        e.start_date_text,
        e.reason_for_new_episode_code,
        LAG(e.end_date) OVER rows_of_child AS previous_end_date,
        LAG(e.row_id) OVER rows_of_child AS previous_row_id
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
    'DECOM' AS field,
    p.start_date_text AS value
FROM preceded_episodes AS p
WHERE
    p.reason_for_new_episode_code IN ('P', 'L', 'T', 'U', 'B')
    AND p.previous_row_id IS NOT NULL
    AND COALESCE(p.start_date <> p.previous_end_date, TRUE)
