/*---
code: "225"
table: episodes
severity: error
message: >-
  The next episode begins in another placement, but why the child moved is blank. Send the reason for
  the change of placement in the episode that ended, unless either placement is temporary.
fields: [REASON_PLACE_CHANGE]
first_year: null
last_year: null
source: SSDA903 validation rule 225
---*/
WITH followed_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.placement_type_code,
        e.reason_episode_ceased_code,
        e.reason_for_placement_change_code,
        LEAD(e.reason_for_new_episode_code) OVER episodes AS next_reason_code,
        LEAD(e.placement_type_code) OVER episodes AS next_placement_type_code
    FROM stg_ssda903__episodes AS e
    WHERE e.start_date IS NOT NULL AND e.child_key IS NOT NULL
    WINDOW
        episodes AS (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.start_date, COALESCE(e.end_date, DATE '9999-12-31'), e.row_number
        )
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'REASON_PLACE_CHANGE' AS field,
    f.reason_for_placement_change_code AS value
FROM followed_episodes AS f
LEFT JOIN seed_placement_type AS t ON f.placement_type_code = t.code
LEFT JOIN seed_placement_type AS n ON f.next_placement_type_code = n.code
WHERE
    f.reason_episode_ceased_code = 'X1'
    AND f.next_reason_code IN ('P', 'B')
    AND f.reason_for_placement_change_code IS NULL
    AND NOT COALESCE(t.is_temporary, FALSE)
    AND NOT COALESCE(n.is_temporary, FALSE)
