/*---
code: "224"
table: episodes
severity: error
message: >-
  The Ofsted URN is that of a home or agency with another kind of provider. Correct the URN or the
  placement provider.
fields: [PLACE_PROVIDER]
first_year: null
last_year: null
needs_reference: [ssda903.childrens_home, ssda903.social_care_provider]
source: SSDA903 validation rule 224
---*/
WITH registered AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.placement_urn,
        r.placement_provider_codes
    FROM stg_ssda903__childrens_home AS r
    UNION ALL
    SELECT
        r.la_code,
        r.collection_year,
        r.placement_urn,
        r.placement_provider_codes
    FROM stg_ssda903__social_care_provider AS r
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
    e.placement_provider_code IS NOT NULL
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
            AND REPLACE(REPLACE(',' || r.placement_provider_codes || ',', '/', ','), ' ', '')
            LIKE '%,' || e.placement_provider_code || ',%'
    )
