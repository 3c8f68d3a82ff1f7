/*---
code: "179"
table: episodes
severity: error
message: >-
  The postcode of the placement is blank or not in the directory, so that whether the child is placed
  within the local authority is not known. Send the whole postcode of where the child lives.
fields: [PL_LOCATION]
first_year: null
last_year: null
needs_reference: [published.postcode]
or_stated: {PL_LOCATION: placement_location_code}
source: SSDA903 validation rule 179
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PL_LOCATION' AS field,
    p.placement_location_code AS value
FROM stg_ssda903__episodes AS e
INNER JOIN int_episodes__places AS p ON e.row_id = p.row_id
WHERE
    p.has_location
    AND COALESCE(p.placement_location_code, '') NOT IN ('IN', 'OUT')
    AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
