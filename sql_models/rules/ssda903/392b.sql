/*---
code: "392b"
table: episodes
severity: error
message: >-
  The postcode of the home from which the child came, or that of the placement, is blank. Send both;
  only of short breaks and of unaccompanied asylum seekers, now or last year, they are not asked.
fields: [HOME_POST, PL_POST]
first_year: null
last_year: null
needs_previous_year: optional
source: SSDA903 validation rule 392b
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    CASE WHEN e.home_postcode IS NULL THEN 'HOME_POST' ELSE 'PL_POST' END AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_ssda903__episodes AS e
WHERE
    (e.home_postcode IS NULL OR e.placement_postcode IS NULL)
    AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
    AND NOT EXISTS (
        SELECT 1
        FROM int_uasc__now_or_formerly AS u
        WHERE u.la_code = e.la_code AND u.collection_year = e.collection_year AND u.child_key = e.child_key
    )
