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
)

SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'URN' AS field,
    e.placement_urn AS value
FROM stg_ssda903__episodes AS e
INNER JOIN int_episodes__places AS p ON e.row_id = p.row_id
WHERE
    e.placement_type_code = 'K3'
    AND e.placement_urn <> 'XXXXXXX'
    AND p.placement_la_code IS NOT NULL
    AND EXISTS (
        SELECT 1
        FROM registered AS r
        WHERE
            r.la_code = e.la_code
            AND r.collection_year = e.collection_year
            AND r.placement_urn = e.placement_urn
    )
    AND NOT EXISTS (
        SELECT 1
        FROM registered AS r
        WHERE
            r.la_code = e.la_code
            AND r.collection_year = e.collection_year
            AND r.placement_urn = e.placement_urn
            AND r.setting_la_code = p.placement_la_code
    )
