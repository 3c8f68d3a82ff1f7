/*---
code: "336"
table: episodes
severity: error
message: >-
  A placement for adoption with the current foster carer (A3 or A5) does not follow a foster placement.
  Correct the placement type, or that of the episode before.
fields: [PLACE]
first_year: null
last_year: null
source: SSDA903 validation rule 336
---*/
WITH preceded_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.placement_type_code,
        LAG(e.placement_type_code) OVER episodes AS previous_type_code
    FROM stg_ssda903__episodes AS e
    WHERE e.start_date IS NOT NULL AND e.child_key IS NOT NULL
    WINDOW
        episodes AS (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.start_date, COALESCE(e.end_date, DATE '9999-12-31'), e.row_number
        )
)

SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'PLACE' AS field,
    p.placement_type_code AS value
FROM preceded_episodes AS p
LEFT JOIN seed_placement_type AS t ON p.previous_type_code = t.code
WHERE
    p.placement_type_code IN ('A3', 'A5')
    AND p.previous_type_code IS NOT NULL
    AND p.previous_type_code NOT IN ('A3', 'A5')
    AND NOT COALESCE(t.is_fostering, FALSE)
