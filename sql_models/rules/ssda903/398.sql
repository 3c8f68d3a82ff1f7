/*---
code: "398"
table: episodes
severity: error
message: >-
  A postcode, from which the distance to the placement is worked out, is sent of a short break, of which
  it is not asked. Leave both postcodes blank under legal status V3 and V4.
fields: [HOME_POST, PL_POST]
first_year: null
last_year: null
source: SSDA903 validation rule 398
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    CASE WHEN e.home_postcode IS NOT NULL THEN 'HOME_POST' ELSE 'PL_POST' END AS field,
    COALESCE(e.home_postcode, e.placement_postcode) AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.legal_status_code IN ('V3', 'V4')
    AND (e.home_postcode IS NOT NULL OR e.placement_postcode IS NOT NULL)
