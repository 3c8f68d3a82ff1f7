/*---
code: "392a"
table: episodes
severity: error
message: >-
  The distance from the home to the placement cannot be worked out, for either postcode is blank,
  unknown or not placed on the map. Send both postcodes whole.
fields: [PL_DISTANCE]
first_year: null
last_year: null
needs_previous_year: optional
needs_reference: [published.postcode]
or_stated: {PL_DISTANCE: placement_distance_miles_text}
source: SSDA903 validation rule 392a
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PL_DISTANCE' AS field,
    CAST(p.distance_miles AS VARCHAR) AS value
FROM stg_ssda903__episodes AS e
INNER JOIN int_episodes__places AS p ON e.row_id = p.row_id
WHERE
    p.has_distance
    AND p.distance_miles IS NULL
    -- What is stated but no number breaks another rule, 164.
    AND e.placement_distance_miles_text IS NULL
    AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
    AND NOT EXISTS (
        SELECT 1
        FROM int_uasc__now_or_formerly AS u
        WHERE u.la_code = e.la_code AND u.collection_year = e.collection_year AND u.child_key = e.child_key
    )
