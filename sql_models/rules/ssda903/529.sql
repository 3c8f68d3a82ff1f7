/*---
code: "529"
table: episodes
severity: error
message: >-
  Another public organisation (PR3) cannot provide a placement with parents, for adoption, in a
  children's home or with foster carers. Correct the provider or the placement type.
fields: [PLACE_PROVIDER]
first_year: null
last_year: null
source: SSDA903 validation rule 529
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PLACE_PROVIDER' AS field,
    e.placement_provider_code AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.placement_provider_code = 'PR3'
    AND e.placement_type_code IN (
        'P1', 'A3', 'A4', 'A5', 'A6', 'K1', 'K2', 'U1', 'U2', 'U3', 'U4', 'U5', 'U6'
    )
