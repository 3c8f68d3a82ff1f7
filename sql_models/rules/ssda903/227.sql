/*---
code: "227"
table: episodes
severity: error
message: >-
  The episode begins when the home or provider with this Ofsted URN was no longer registered. Correct
  the URN or the date on which the episode began.
fields: [DECOM]
first_year: null
last_year: null
needs_reference: [ssda903.childrens_home, ssda903.social_care_provider]
source: SSDA903 validation rule 227
---*/
WITH registered AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.placement_urn,
        r.registration_end_date
    FROM stg_ssda903__childrens_home AS r
    UNION ALL
    SELECT
        r.la_code,
        r.collection_year,
        r.placement_urn,
        r.registration_end_date
    FROM stg_ssda903__social_care_provider AS r
)

SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DECOM' AS field,
    e.start_date_text AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.start_date IS NOT NULL
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
            AND (r.registration_end_date IS NULL OR r.registration_end_date > e.start_date)
    )
