/*---
code: "453"
table: episodes
severity: error
message: >-
  The episode that was open at the end of last year, which is the same by its reason for a new episode,
  was at another distance from home then. Correct the postcodes, here or in last year's return.
fields: [PL_DISTANCE]
first_year: null
last_year: null
needs_previous_year: required
needs_reference: [published.postcode]
or_stated: {PL_DISTANCE: placement_distance_miles_text}
source: >-
  SSDA903 validation rule 453. A difference below 0.2 miles is one of rounding.
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
    AND e.reason_for_new_episode_code IS NOT DISTINCT FROM e.last_year_reason_for_new_episode_code
    AND (
        ROUND(ABS(p.distance_miles - l.distance_miles), 2) >= 0.2
        OR (p.distance_miles IS NULL) <> (l.distance_miles IS NULL)
    )
