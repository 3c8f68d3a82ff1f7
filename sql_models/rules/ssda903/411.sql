/*---
code: "411"
table: episodes
severity: error
message: >-
  The placement is said to be inside the local authority but lies in another, or the other way round.
  Correct the location or the postcode of the placement.
fields: [PL_LOCATION]
first_year: null
last_year: null
needs_reference: [published.postcode]
or_stated: {PL_LOCATION: placement_location_code}
source: SSDA903 validation rule 411. What is not known, or confidential (CON), contradicts nothing.
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
    AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
    AND COALESCE(p.placement_la_code, 'CON') <> 'CON'
    AND (
        (p.placement_location_code = 'IN' AND p.placement_la_code <> p.own_la_code)
        OR (p.placement_location_code = 'OUT' AND p.placement_la_code = p.own_la_code)
    )
