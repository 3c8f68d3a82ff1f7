/*---
code: "503J"
table: episodes
severity: error
message: >-
  The location of the placement of the child's first episode differs from that of the episode that was
  open at the end of last year, with which this year begins. Correct the postcode, here or in last year's
  return.
fields: [PL_LOCATION]
first_year: null
last_year: null
needs_previous_year: required
needs_reference: [published.postcode]
or_stated: {PL_LOCATION: placement_location_code}
source: SSDA903 validation rule 503J
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PL_LOCATION' AS field,
    p.placement_location_code AS value
FROM int_episodes__open_last_year AS e
INNER JOIN int_episodes__places AS p ON e.row_id = p.row_id
INNER JOIN int_episodes__places AS l ON e.last_year_row_id = l.row_id
WHERE
    p.has_location
    AND l.has_location
    AND p.placement_location_code IS DISTINCT FROM l.placement_location_code
