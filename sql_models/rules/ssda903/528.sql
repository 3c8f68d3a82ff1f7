/*---
code: "528"
table: episodes
severity: error
message: >-
  Another local authority (PR2) cannot provide a placement with parents, in a hospital or in custody
  (P1, R2, R5). Correct the provider or the placement type.
fields: [PLACE_PROVIDER]
first_year: null
last_year: null
source: SSDA903 validation rule 528
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PLACE_PROVIDER' AS field,
    e.placement_provider_code AS value
FROM stg_ssda903__episodes AS e
WHERE e.placement_provider_code = 'PR2' AND e.placement_type_code IN ('P1', 'R2', 'R5')
