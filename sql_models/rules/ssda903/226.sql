/*---
code: "226"
table: episodes
severity: error
message: >-
  A reason for a change of placement is sent although the child moved to or from a temporary placement.
  Leave the reason blank, or correct the placement type.
fields: [REASON_PLACE_CHANGE]
first_year: null
last_year: null
source: SSDA903 validation rule 226
---*/
WITH followed_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.placement_type_code,
        e.reason_for_placement_change_code,
        LEAD(e.placement_type_code) OVER episodes AS next_placement_type_code
    FROM stg_ssda903__episodes AS e

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
    f.reason_for_placement_change_code IS NOT NULL
    AND (t.is_temporary OR n.is_temporary)
