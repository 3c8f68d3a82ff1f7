/*---
code: "526"
table: episodes
severity: error
message: >-
  The placement has no provider, though only temporary and some other placements have none. Send the
  code of the provider of the placement.
fields: [PLACE_PROVIDER]
first_year: null
last_year: null
source: SSDA903 validation rule 526
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
    e.placement_provider_code IS NULL
    AND e.placement_type_code IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM seed_placement_type_without_provider AS s
        WHERE
            s.code = e.placement_type_code
            AND e.collection_year >= COALESCE(s.first_year, e.collection_year)
            AND e.collection_year <= COALESCE(s.last_year, e.collection_year)
    )
