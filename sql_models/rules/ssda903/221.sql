/*---
code: "221"
table: episodes
severity: error
message: >-
  The postcode of the placement is not that of the home with this Ofsted URN. Correct the URN or the
  postcode.
fields: [PL_POST]
first_year: null
last_year: null
needs_reference: [ssda903.childrens_home, ssda903.social_care_provider]
source: SSDA903 validation rule 221
---*/
WITH registered AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.placement_urn,
        r.setting_postcode
    FROM stg_ssda903__childrens_home AS r
    UNION ALL
    SELECT
        r.la_code,
        r.collection_year,
        r.placement_urn,
        r.setting_postcode
    FROM stg_ssda903__social_care_provider AS r
)

SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PL_POST' AS field,
    e.placement_postcode AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.placement_type_code IN ('H5', 'K1', 'K2', 'R3', 'S1')
    AND e.placement_postcode IS NOT NULL
    AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
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
            AND REPLACE(r.setting_postcode, ' ', '') = REPLACE(e.placement_postcode, ' ', '')
    )
