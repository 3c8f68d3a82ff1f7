/*---
code: "381"
table: episodes
severity: error
message: >-
  A period of care ends with a temporary placement (T0 to T4), after which the child goes back to
  another. Correct the placement type, or the reason that the episode ceased.
fields: [PLACE]
first_year: null
last_year: null
source: SSDA903 validation rule 381
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
    AND e.reason_episode_ceased_code <> 'X1'
