/*---
code: "243"
table: episodes
severity: error
message: >-
  An Ofsted URN is sent for a placement outside England, where Ofsted registers nobody. Leave the URN
  blank, or correct the postcode of the placement.
fields: [URN]
first_year: 2026
last_year: null
needs_reference: [published.postcode]
source: SSDA903 validation rule 243
---*/
WITH placed_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.placement_urn,
        MAX_BY(
            CASE WHEN p.county_code LIKE 'E10%' THEN p.county_code ELSE p.district_code END,
            p.release_year
        ) AS placement_la_code
    FROM stg_ssda903__episodes AS e
    LEFT JOIN stg_published__postcode AS p
        ON REPLACE(e.placement_postcode, ' ', '') = REPLACE(p.postcode, ' ', '')
    WHERE e.placement_urn IS NOT NULL
    GROUP BY
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.placement_urn
)

SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'URN' AS field,
    p.placement_urn AS value
FROM placed_episodes AS p
WHERE p.placement_la_code NOT LIKE 'E%'
