/*---
code: "241"
table: episodes
severity: error
message: >-
  Supported accommodation (K3) is in a local authority in which the provider with this Ofsted URN has no
  premises. Correct the URN, or the postcode of the placement.
fields: [URN]
first_year: 2026
last_year: null
needs_reference: [published.postcode, ssda903.childrens_home, ssda903.social_care_provider]
source: >-
  SSDA903 validation rule 241. The local authority of the postcode is held against those of the provider
  on Ofsted's list, as the rule says; an open validator takes the authority that makes the return.
---*/
WITH registered AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.placement_urn,
        a.la_code AS setting_la_code
    FROM stg_ssda903__childrens_home AS r
    INNER JOIN seed_local_authority AS a
        ON r.setting_la_name = a.la_name OR ';' || a.other_names || ';' LIKE '%;' || r.setting_la_name || ';%'
    UNION ALL
    SELECT
        r.la_code,
        r.collection_year,
        r.placement_urn,
        a.la_code AS setting_la_code
    FROM stg_ssda903__social_care_provider AS r
    INNER JOIN seed_local_authority AS a
        ON r.setting_la_name = a.la_name OR ';' || a.other_names || ';' LIKE '%;' || r.setting_la_name || ';%'
),

placed_episodes AS (
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
    WHERE e.placement_type_code = 'K3' AND e.placement_urn <> 'XXXXXXX'
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
WHERE
    p.placement_la_code IS NOT NULL
    AND EXISTS (
        SELECT 1
        FROM registered AS r
        WHERE
            r.la_code = p.la_code
            AND r.collection_year = p.collection_year
            AND r.placement_urn = p.placement_urn
    )
    AND NOT EXISTS (
        SELECT 1
        FROM registered AS r
        WHERE
            r.la_code = p.la_code
            AND r.collection_year = p.collection_year
            AND r.placement_urn = p.placement_urn
            AND r.setting_la_code = p.placement_la_code
    )
