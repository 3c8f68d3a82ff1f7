/*---
code: "8640"
table: cin_details
severity: error
message: >-
  The reason of closure is no code in force in that year. Send a code of the list.
fields: [ReasonForClosure]
first_year: null
last_year: null
source: CIN census validation rule 8640
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'ReasonForClosure' AS field,
    d.closure_reason_code_text AS value
FROM stg_cin_census__cin_details AS d
WHERE
    d.closure_reason_code_text IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM seed_cin_census_code AS e
        WHERE
            e.code_list = 'closure_reason'
            AND e.code = d.closure_reason_code_text
            AND d.collection_year >= COALESCE(e.first_year, d.collection_year)
            AND d.collection_year <= COALESCE(e.last_year, d.collection_year)
    )
