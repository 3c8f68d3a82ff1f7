/*---
code: "218"
table: episodes
severity: error
message: >-
  The Ofsted URN of a placement in England is blank, though its kind is registered with Ofsted. Send the
  URN of the home or provider.
fields: [URN]
first_year: null
last_year: null
needs_reference: [published.postcode]
source: SSDA903 validation rule 218
---*/
WITH placed_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.placement_type_code,
        e.placement_urn,
        MAX_BY(
            CASE WHEN p.county_code LIKE 'E10%' THEN p.county_code ELSE p.district_code END,
            p.release_year
        ) AS placement_la_code
    FROM stg_ssda903__episodes AS e
    LEFT JOIN stg_published__postcode AS p
        ON REPLACE(e.placement_postcode, ' ', '') = REPLACE(p.postcode, ' ', '')
    WHERE
        e.placement_urn IS NULL
        AND e.placement_type_code IS NOT NULL
        AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
    GROUP BY
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.placement_type_code,
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
WHERE
    p.placement_la_code LIKE 'E%'
    AND NOT EXISTS (
        SELECT 1
        FROM seed_placement_type_without_urn AS s
        WHERE
            s.code = p.placement_type_code
            AND p.collection_year >= COALESCE(s.first_year, p.collection_year)
            AND p.collection_year <= COALESCE(s.last_year, p.collection_year)
    )
