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
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'REASON_PLACE_CHANGE' AS field,
    e.reason_for_placement_change_code AS value
FROM stg_ssda903__episodes AS e
-- Of an episode without a start nobody knows what followed, only where the child was.
LEFT JOIN int_episodes__in_order AS o ON e.row_id = o.row_id
LEFT JOIN seed_placement_type AS t ON e.placement_type_code = t.code
LEFT JOIN seed_placement_type AS n ON o.next_placement_type_code = n.code
WHERE
    e.reason_for_placement_change_code IS NOT NULL
    AND (t.is_temporary OR n.is_temporary)
