/*---
code: "382"
table: episodes
severity: error
message: >-
  A short break (V3 or V4) is in a temporary placement (T0 to T4). Correct the placement type or the
  legal status.
fields: [PLACE]
first_year: null
last_year: null
source: SSDA903 validation rule 382
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
    AND e.legal_status_code IN ('V3', 'V4')
