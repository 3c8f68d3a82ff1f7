/*---
code: "384"
table: episodes
severity: error
message: >-
  A short break (V3 or V4) is in a long-term foster placement (U1 or U4). Correct the placement type or
  the legal status.
fields: [PLACE]
first_year: null
last_year: null
source: SSDA903 validation rule 384
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PLACE' AS field,
    e.placement_type_code AS value
FROM stg_ssda903__episodes AS e
WHERE e.placement_type_code IN ('U1', 'U4') AND e.legal_status_code IN ('V3', 'V4')
