/*---
code: "408"
table: episodes
severity: error
message: >-
  The child is placed for adoption under a placement order (A5 or A6), but the legal status is not a
  placement order (E1). Correct either.
fields: [LS]
first_year: null
last_year: null
source: SSDA903 validation rule 408
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'LS' AS field,
    e.legal_status_code AS value
FROM stg_ssda903__episodes AS e
WHERE e.placement_type_code IN ('A5', 'A6') AND COALESCE(e.legal_status_code, '') <> 'E1'
