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
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'REASON_PLACE_CHANGE' AS field,
    e.reason_for_placement_change_code AS value
FROM int_episodes__in_order AS e
LEFT JOIN seed_placement_type AS t ON e.placement_type_code = t.code
LEFT JOIN seed_placement_type AS n ON e.next_placement_type_code = n.code
WHERE
    e.reason_episode_ceased_code = 'X1'
    AND e.next_reason_for_new_episode_code IN ('P', 'B')
    AND e.reason_for_placement_change_code IS NULL
    AND NOT COALESCE(t.is_temporary, FALSE)
    AND NOT COALESCE(n.is_temporary, FALSE)
