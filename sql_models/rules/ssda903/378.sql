/*---
code: "378"
table: episodes
severity: error
message: >-
  A child who is placed with parents (P1) is accommodated under section 20 (V2), under which a child is
  away from them. Correct the placement type or the legal status.
fields: [LS]
first_year: null
last_year: null
source: SSDA903 validation rule 378
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'LS' AS field,
    e.legal_status_code AS value
FROM stg_ssda903__episodes AS e
WHERE e.placement_type_code = 'P1' AND e.legal_status_code = 'V2'
