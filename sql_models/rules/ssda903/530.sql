/*---
code: "530"
table: episodes
severity: error
message: >-
  A private provider (PR4) cannot provide a placement with parents (P1). Correct the provider or the
  placement type.
fields: [PLACE_PROVIDER]
first_year: null
last_year: null
source: SSDA903 validation rule 530
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PLACE_PROVIDER' AS field,
    e.placement_provider_code AS value
FROM stg_ssda903__episodes AS e
WHERE e.placement_provider_code = 'PR4' AND e.placement_type_code = 'P1'
