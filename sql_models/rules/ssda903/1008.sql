/*---
code: "1008"
table: episodes
severity: error
message: >-
  The URN is in no list of what Ofsted registers. Correct it, or leave it blank where the placement is
  of a kind that is not registered.
fields: [URN]
first_year: null
last_year: null
needs_reference: [ssda903.childrens_home, ssda903.social_care_provider]
source: SSDA903 validation rule 1008
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
    e.placement_urn <> 'XXXXXXX'
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__childrens_home AS r
        WHERE
            r.la_code = e.la_code
            AND r.collection_year = e.collection_year
            AND r.placement_urn = e.placement_urn
    )
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__social_care_provider AS r
        WHERE
            r.la_code = e.la_code
            AND r.collection_year = e.collection_year
            AND r.placement_urn = e.placement_urn
    )
