/*---
code: "214"
table: episodes
severity: error
message: >-
  Where the child is placed is told of a short break, of which it is not asked. Leave the postcode of
  the placement and the URN blank under legal status V3 and V4.
fields: [PL_POST, URN]
first_year: null
last_year: null
source: SSDA903 validation rule 214
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    CASE WHEN e.placement_postcode IS NOT NULL THEN 'PL_POST' ELSE 'URN' END AS field,
    COALESCE(e.placement_postcode, e.placement_urn) AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.legal_status_code IN ('V3', 'V4')
    AND (e.placement_postcode IS NOT NULL OR e.placement_urn IS NOT NULL)
