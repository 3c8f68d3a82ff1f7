/*---
code: "145"
table: episodes
severity: error
message: >-
  The category of need is blank or not a code in force. Send the main need at the start of care, N1 to N8.
fields: [CIN]
first_year: null
last_year: null
source: SSDA903 validation rule 145
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'CIN' AS field,
    e.category_of_need_code_text AS value
FROM stg_ssda903__episodes AS e
WHERE
    NOT EXISTS (
        SELECT 1
        FROM seed_category_of_need AS s
        WHERE
            s.code = e.category_of_need_code_text
            AND e.collection_year >= COALESCE(s.first_year, e.collection_year)
            AND e.collection_year <= COALESCE(s.last_year, e.collection_year)
    )
