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
SELECT
    e.next_row_id AS row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PLACE' AS field,
    e.next_placement_type_code AS value
FROM int_episodes__in_order AS e
INNER JOIN seed_placement_type AS t ON e.placement_type_code = t.code
LEFT JOIN seed_placement_type AS b ON e.previous_placement_type_code = b.code
LEFT JOIN seed_placement_type AS n ON e.next_placement_type_code = n.code
WHERE
    t.is_temporary
    AND e.previous_placement_type_code IS NOT NULL
    AND NOT e.is_last
    -- Of several temporary placements on end, the first is preceded and the last followed by the normal one.
    AND NOT COALESCE(b.is_temporary, FALSE)
    AND NOT COALESCE(n.is_temporary, FALSE)
    AND (
        COALESCE(e.next_reason_for_new_episode_code, '') <> 'P'
        OR COALESCE(e.next_placement_type_code, '') <> e.previous_placement_type_code
        OR COALESCE(e.next_placement_postcode, '') <> COALESCE(e.previous_placement_postcode, '')
    )
