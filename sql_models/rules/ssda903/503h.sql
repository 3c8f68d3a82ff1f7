/*---
code: "503H"
table: episodes
severity: error
message: >-
  The local authority of the placement of the child's first episode differs from that of the episode that
  was open at the end of last year, with which this year begins. Correct the postcode, here or in last
  year's return.
fields: [PL_LA]
first_year: null
last_year: null
needs_previous_year: required
needs_reference: [published.postcode]
or_stated: {PL_LA: placement_la_code}
source: SSDA903 validation rule 503H
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PL_LA' AS field,
    p.placement_la_code AS value
FROM int_episodes__open_last_year AS e
INNER JOIN int_episodes__places AS p ON e.row_id = p.row_id
INNER JOIN int_episodes__places AS l ON e.last_year_row_id = l.row_id
WHERE
    p.has_la
    AND l.has_la
    AND p.placement_la_code IS DISTINCT FROM l.placement_la_code
