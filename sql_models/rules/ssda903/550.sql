/*---
code: "550"
table: episodes
severity: error
message: >-
  A parent (PR0) cannot provide any placement but one with parents (P1). Correct the provider or the
  placement type.
fields: [PLACE_PROVIDER]
first_year: null
last_year: null
source: SSDA903 validation rule 550
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PLACE_PROVIDER' AS field,
    e.placement_provider_code AS value
FROM stg_ssda903__episodes AS e
WHERE e.placement_provider_code = 'PR0' AND COALESCE(e.placement_type_code, '') <> 'P1'
