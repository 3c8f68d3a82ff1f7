/*---
code: "357"
table: episodes
severity: error
message: >-
  The child's first episode of the return begins in the year, and its reason is not that the child
  started to be looked after. Add the episode that went before, or send S as the reason for the new
  episode.
fields: [RNE]
first_year: null
last_year: null
source: SSDA903 validation rule 357
---*/
WITH numbered_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.start_date,
        e.reason_for_new_episode_code,
        ROW_NUMBER() OVER episodes AS episode_number
    FROM stg_ssda903__episodes AS e
    WHERE e.start_date IS NOT NULL AND e.child_key IS NOT NULL
    WINDOW
        episodes AS (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.start_date, COALESCE(e.end_date, DATE '9999-12-31'), e.row_number
        )
)

SELECT
    n.row_id,
    n.la_code,
    n.collection_year,
    n.child_key,
    'RNE' AS field,
    n.reason_for_new_episode_code AS value
FROM numbered_episodes AS n
WHERE
    n.episode_number = 1
    AND n.start_date >= MAKE_DATE(n.collection_year - 1, 4, 1)
    AND COALESCE(n.reason_for_new_episode_code, '') <> 'S'
