/*---
code: "213"
table: episodes
severity: error
message: >-
  A placement provider is sent for a temporary or other placement that has none. Leave the provider
  blank, or correct the placement type.
fields: [PLACE_PROVIDER]
first_year: null
last_year: null
source: SSDA903 validation rule 213
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
    e.placement_provider_code IS NOT NULL
    AND EXISTS (
        SELECT 1
        FROM seed_placement_type_without_provider AS s
        WHERE
            s.code = e.placement_type_code
            AND e.collection_year >= COALESCE(s.first_year, e.collection_year)
            AND e.collection_year <= COALESCE(s.last_year, e.collection_year)
    )
    -- A type that is no longer in force is told by rule 146.
    AND EXISTS (
        SELECT 1
        FROM seed_placement_type AS t
        WHERE
            t.code = e.placement_type_code
            AND e.collection_year >= COALESCE(t.first_year, e.collection_year)
            AND e.collection_year <= COALESCE(t.last_year, e.collection_year)
    )
