/*---
code: "383"
table: episodes
severity: error
message: >-
  After a temporary placement (T0 to T4) the child did not go back to the placement before it: the
  episode that follows should have the same placement type and postcode, and P as its reason. Correct
  it, or the placement type of the temporary one.
fields: [PLACE]
first_year: null
last_year: null
source: SSDA903 validation rule 383
---*/
WITH followed_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.placement_type_code,
        LAG(e.placement_type_code) OVER episodes AS normal_type_code,
        LAG(e.placement_postcode) OVER episodes AS normal_postcode,
        LEAD(e.row_id) OVER episodes AS next_row_id,
        LEAD(e.reason_for_new_episode_code) OVER episodes AS next_reason_code,
        LEAD(e.placement_type_code) OVER episodes AS next_type_code,
        LEAD(e.placement_postcode) OVER episodes AS next_postcode
    FROM stg_ssda903__episodes AS e
    WHERE e.start_date IS NOT NULL AND e.child_key IS NOT NULL
    WINDOW
        episodes AS (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.start_date, COALESCE(e.end_date, DATE '9999-12-31'), e.row_number
        )
)

SELECT
    f.next_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'PLACE' AS field,
    f.next_type_code AS value
FROM followed_episodes AS f
INNER JOIN seed_placement_type AS t ON f.placement_type_code = t.code
LEFT JOIN seed_placement_type AS b ON f.normal_type_code = b.code
LEFT JOIN seed_placement_type AS n ON f.next_type_code = n.code
WHERE
    t.is_temporary
    AND f.normal_type_code IS NOT NULL
    AND f.next_row_id IS NOT NULL
    -- Of several temporary placements on end, the first is preceded and the last followed by the normal one.
    AND NOT COALESCE(b.is_temporary, FALSE)
    AND NOT COALESCE(n.is_temporary, FALSE)
    AND (
        COALESCE(f.next_reason_code, '') <> 'P'
        OR COALESCE(f.next_type_code, '') <> f.normal_type_code
        OR COALESCE(f.next_postcode, '') <> COALESCE(f.normal_postcode, '')
    )
