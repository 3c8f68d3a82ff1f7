/*---
code: "437"
table: episodes
severity: error
message: >-
  The child died (E2) or was found to be 18 or over (E15), but there is a later episode. Correct the
  reason why this one ceased, or take out what follows.
fields: [REC]
first_year: null
last_year: null
source: SSDA903 validation rule 437
---*/
WITH followed_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.reason_episode_ceased_code,
        LEAD(e.row_id) OVER rows_of_child AS next_row_id
    FROM stg_ssda903__episodes AS e
    WHERE e.start_date IS NOT NULL AND e.child_key IS NOT NULL
    WINDOW
        rows_of_child AS (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.start_date, COALESCE(e.end_date, DATE '9999-12-31'), e.row_number
        )
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'REC' AS field,
    f.reason_episode_ceased_code AS value
FROM followed_episodes AS f
WHERE f.reason_episode_ceased_code IN ('E2', 'E15') AND f.next_row_id IS NOT NULL
