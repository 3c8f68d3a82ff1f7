/*---
code: "406"
table: episodes
severity: error
message: >-
  The child is or was an unaccompanied asylum-seeking child, but there is a distance from home. Leave the
  postcode of the home out, or correct who the child is.
fields: [PL_DISTANCE]
first_year: null
last_year: null
needs_previous_year: optional
needs_reference: [published.postcode]
or_stated: {PL_DISTANCE: placement_distance_miles_text}
source: SSDA903 validation rule 406
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PL_DISTANCE' AS field,
    COALESCE(e.placement_distance_miles_text, CAST(p.distance_miles AS VARCHAR)) AS value
FROM stg_ssda903__episodes AS e
INNER JOIN int_episodes__places AS p ON e.row_id = p.row_id
WHERE
    p.has_distance
    AND (p.distance_miles IS NOT NULL OR e.placement_distance_miles_text IS NOT NULL)
    AND EXISTS (
        SELECT 1
        FROM int_uasc__now_or_formerly AS u
        WHERE u.la_code = e.la_code AND u.collection_year = e.collection_year AND u.child_key = e.child_key
    )
