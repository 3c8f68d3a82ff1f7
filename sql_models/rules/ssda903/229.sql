/*---
code: "229"
table: episodes
severity: error
message: >-
  The placement is sent as the authority's own (PR1) though the provider with this Ofsted URN is in
  another, or as another authority's (PR2) though it is in this one. Correct the URN or the placement
  provider.
fields: [PLACE_PROVIDER]
first_year: null
last_year: null
needs_reference: [ssda903.childrens_home, ssda903.social_care_provider]
source: >-
  SSDA903 validation rule 229. Where a provider is, is the local authority that Ofsted's list names.
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
    'PLACE_PROVIDER' AS field,
    e.placement_provider_code AS value
FROM stg_ssda903__episodes AS e
WHERE
    EXISTS (
        SELECT 1
        FROM registered AS r
        WHERE
            r.la_code = e.la_code
            AND r.collection_year = e.collection_year
            AND r.placement_urn = e.placement_urn
    )
    AND CASE e.placement_provider_code WHEN 'PR1' THEN FALSE WHEN 'PR2' THEN TRUE END = EXISTS (
        SELECT 1
        FROM registered AS r
        WHERE
            r.la_code = e.la_code
            AND r.collection_year = e.collection_year
            AND r.placement_urn = e.placement_urn
            AND r.setting_la_code = e.la_code
    )
