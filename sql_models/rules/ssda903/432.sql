/*---
code: "432"
table: episodes
severity: error
message: >-
  The child ceased to be looked after at the end of the previous episode, but the new one is not said to
  start a period of care. Send S, or correct the reason why the previous episode ceased.
fields: [RNE]
first_year: null
last_year: null
source: SSDA903 validation rule 432
---*/
WITH preceded_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.reason_for_new_episode_code,
        LAG(e.reason_episode_ceased_code) OVER rows_of_child AS previous_reason_code
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
INNER JOIN seed_reason_episode_ceased AS s ON p.previous_reason_code = s.code
WHERE s.is_end_of_care AND COALESCE(p.reason_for_new_episode_code, '') <> 'S'
