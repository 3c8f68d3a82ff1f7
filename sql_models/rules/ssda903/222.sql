/*---
code: "222"
table: episodes
severity: error
message: >-
  An Ofsted URN is sent for a placement of a kind that is not registered with Ofsted. Leave the URN
  blank, or correct the placement type.
fields: [URN]
first_year: null
last_year: null
source: SSDA903 validation rule 222
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'URN' AS field,
    e.placement_urn AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.placement_urn IS NOT NULL
    AND e.placement_urn <> 'XXXXXXX'
    AND EXISTS (
        SELECT 1
        FROM seed_placement_type_without_urn AS s
        WHERE
            s.code = e.placement_type_code
            AND e.collection_year >= COALESCE(s.first_year, e.collection_year)
            AND e.collection_year <= COALESCE(s.last_year, e.collection_year)
    )
