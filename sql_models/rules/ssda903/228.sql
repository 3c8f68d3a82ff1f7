/*---
code: "228"
table: episodes
severity: error
message: >-
  The home or provider with this Ofsted URN ceased to be registered before the episode did. Correct the
  URN or the date on which the episode ceased.
fields: [DEC]
first_year: null
last_year: null
needs_reference: [ssda903.childrens_home, ssda903.social_care_provider]
source: SSDA903 validation rule 228. An open episode is looked at as at 31 March.
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
    'DEC' AS field,
    e.end_date_text AS value
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
    AND NOT EXISTS (
        SELECT 1
        FROM registered AS r
        WHERE
            r.la_code = e.la_code
            AND r.collection_year = e.collection_year
            AND r.placement_urn = e.placement_urn
            AND (
                r.registration_end_date IS NULL
                OR r.registration_end_date >= COALESCE(e.end_date, MAKE_DATE(e.collection_year, 3, 31))
            )
    )
