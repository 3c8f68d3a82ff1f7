/*---
code: "380"
table: episodes
severity: error
message: >-
  A period of care begins with a temporary placement (T0 to T4), which interrupts another. Send where
  the child was first placed, or correct the reason for the new episode.
fields: [PLACE]
first_year: null
last_year: null
source: SSDA903 validation rule 380
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PLACE' AS field,
    e.placement_type_code AS value
FROM stg_ssda903__episodes AS e
INNER JOIN seed_placement_type AS t ON e.placement_type_code = t.code
WHERE
    t.is_temporary
    AND e.reason_for_new_episode_code = 'S'
