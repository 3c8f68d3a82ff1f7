/*---
code: "454"
table: episodes
severity: error
message: >-
  The placement is more than 350 miles from home. Correct the postcodes of the home and of the placement.
fields: [PL_DISTANCE]
first_year: 2026
last_year: null
needs_previous_year: optional
needs_reference: [published.postcode]
or_stated: {PL_DISTANCE: placement_distance_miles_text}
source: SSDA903 validation rule 454. A distance of 999.9 stands for one that is not known.
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
    AND p.distance_miles > 350
    AND p.distance_miles <> 999.9
    AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
    AND NOT EXISTS (
        SELECT 1
        FROM int_uasc__now_or_formerly AS u
        WHERE u.la_code = e.la_code AND u.collection_year = e.collection_year AND u.child_key = e.child_key
    )
