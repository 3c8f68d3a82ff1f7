/*---
code: "9011"
table: pre_proceedings
severity: error
message: >-
  The outcome of the pre-proceedings is blank or no code of the list. Send A, B or C.
fields: [PPOutcome]
first_year: 2027
last_year: null
source: CIN census validation rule 9011
---*/
SELECT
    q.row_id,
    q.la_code,
    q.collection_year,
    q.child_key,
    'PPOutcome' AS field,
    q.outcome_code AS value
FROM stg_cin_census__pre_proceedings AS q
WHERE
    NOT EXISTS (
        SELECT 1
        FROM seed_cin_census_code AS e
        WHERE
            e.code_list = 'pre_proceedings_outcome'
            AND e.code = q.outcome_code
            AND q.collection_year >= COALESCE(e.first_year, q.collection_year)
            AND q.collection_year <= COALESCE(e.last_year, q.collection_year)
    )
