/*---
code: "503G"
table: episodes
severity: error
message: >-
  The distance of the child's first episode differs from that of the episode that was open at the end of
  last year, with which this year begins. Correct the postcodes, here or in last year's return.
fields: [PL_DISTANCE]
first_year: null
last_year: null
needs_previous_year: required
needs_reference: [published.postcode]
or_stated: {PL_DISTANCE: placement_distance_miles_text}
source: >-
  SSDA903 validation rule 503G. A difference below 0.2 miles is one of rounding.
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PL_DISTANCE' AS field,
    CAST(p.distance_miles AS VARCHAR) AS value
FROM int_episodes__open_last_year AS e
INNER JOIN int_episodes__places AS p ON e.row_id = p.row_id
INNER JOIN int_episodes__places AS l ON e.last_year_row_id = l.row_id
WHERE
    p.has_distance
    AND l.has_distance
    AND (
        ROUND(ABS(p.distance_miles - l.distance_miles), 2) >= 0.2
        OR (p.distance_miles IS NULL) <> (l.distance_miles IS NULL)
    )
