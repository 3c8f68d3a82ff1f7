/*---
code: "144"
table: episodes
severity: error
message: >-
  The legal status is blank or not a code in force in that year. Send the code of the order or agreement
  under which the child is looked after.
fields: [LS]
first_year: null
last_year: null
source: SSDA903 validation rule 144
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'LS' AS field,
    e.legal_status_code_text AS value
FROM stg_ssda903__episodes AS e
WHERE
    NOT EXISTS (
        SELECT 1
        FROM seed_legal_status AS s
        WHERE
            s.code = e.legal_status_code_text
            AND e.collection_year >= COALESCE(s.first_year, e.collection_year)
            AND e.collection_year <= COALESCE(s.last_year, e.collection_year)
    )
