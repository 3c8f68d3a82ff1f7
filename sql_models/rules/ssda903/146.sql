/*---
code: "146"
table: episodes
severity: error
message: >-
  The placement type is blank or not a code in force in that year. Send the code of where the child lives.
fields: [PLACE]
first_year: null
last_year: null
source: SSDA903 validation rule 146
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PLACE' AS field,
    e.placement_type_code_text AS value
FROM stg_ssda903__episodes AS e
WHERE
    NOT EXISTS (
        SELECT 1
        FROM seed_placement_type AS s
        WHERE
            s.code = e.placement_type_code_text
            AND e.collection_year >= COALESCE(s.first_year, e.collection_year)
            AND e.collection_year <= COALESCE(s.last_year, e.collection_year)
    )
