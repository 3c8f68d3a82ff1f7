/*---
code: "392d"
table: episodes
severity: error
message: >-
  The child is placed at the postcode of the home from which it came, but not with parents (P1). Correct
  either postcode or the placement type.
fields: [PL_POST]
first_year: null
last_year: null
source: SSDA903 validation rule 392d
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PL_POST' AS field,
    e.placement_postcode AS value
FROM stg_ssda903__episodes AS e
WHERE
    REPLACE(e.home_postcode, ' ', '') = REPLACE(e.placement_postcode, ' ', '')
    AND COALESCE(e.placement_type_code, '') <> 'P1'
