/*---
code: "1009"
table: episodes
severity: error
message: >-
  The reason for the change of placement is not a code in force in that year. Send a code of the list,
  or leave it blank where the placement did not change.
fields: [REASON_PLACE_CHANGE]
first_year: null
last_year: null
source: SSDA903 validation rule 1009
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'REASON_PLACE_CHANGE' AS field,
    e.reason_for_placement_change_code_text AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.reason_for_placement_change_code_text IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM seed_reason_for_placement_change AS s
        WHERE
            s.code = e.reason_for_placement_change_code_text
            AND e.collection_year >= COALESCE(s.first_year, e.collection_year)
            AND e.collection_year <= COALESCE(s.last_year, e.collection_year)
    )
