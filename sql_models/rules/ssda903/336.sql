/*---
code: "336"
table: episodes
severity: error
message: >-
  A placement for adoption with the current foster carer (A3 or A5) does not follow a foster placement.
  Correct the placement type, or that of the episode before.
fields: [PLACE]
first_year: null
last_year: null
source: SSDA903 validation rule 336
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PLACE' AS field,
    e.placement_type_code AS value
FROM int_episodes__in_order AS e
LEFT JOIN seed_placement_type AS t ON e.previous_placement_type_code = t.code
WHERE
    e.placement_type_code IN ('A3', 'A5')
    AND NOT e.is_first
    AND COALESCE(e.previous_placement_type_code, '') NOT IN ('A3', 'A5')
    AND NOT COALESCE(t.is_fostering, FALSE)
