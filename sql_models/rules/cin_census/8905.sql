/*---
code: "8905"
table: child_protection_plans
severity: error
message: >-
  The initial category of abuse is blank or not a code in force in that year. Send NEG, PHY, SAB, EMO or
  MUL.
fields: [InitialCategoryOfAbuse]
first_year: null
last_year: null
source: CIN census validation rule 8905
---*/
SELECT
    c.row_id,
    c.la_code,
    c.collection_year,
    c.child_key,
    'InitialCategoryOfAbuse' AS field,
    c.initial_category_of_abuse_code_text AS value
FROM stg_cin_census__child_protection_plans AS c
WHERE
    NOT EXISTS (
        SELECT 1
        FROM seed_cin_census_code AS e
        WHERE
            e.code_list = 'category_of_abuse'
            AND e.code = c.initial_category_of_abuse_code_text
            AND c.collection_year >= COALESCE(e.first_year, c.collection_year)
            AND c.collection_year <= COALESCE(e.last_year, c.collection_year)
    )
