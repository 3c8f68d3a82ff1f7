/*---
code: "8910"
table: child_protection_plans
severity: error
message: >-
  The latest category of abuse is blank or not a code in force in that year. Send NEG, PHY, SAB, EMO or
  MUL.
fields: [LatestCategoryOfAbuse]
first_year: null
last_year: null
source: CIN census validation rule 8910
---*/
SELECT
    c.row_id,
    c.la_code,
    c.collection_year,
    c.child_key,
    'LatestCategoryOfAbuse' AS field,
    c.latest_category_of_abuse_code_text AS value
FROM stg_cin_census__child_protection_plans AS c
WHERE
    NOT EXISTS (
        SELECT 1
        FROM seed_cin_census_code AS e
        WHERE
            e.code_list = 'category_of_abuse'
            AND e.code = c.latest_category_of_abuse_code_text
            AND c.collection_year >= COALESCE(e.first_year, c.collection_year)
            AND c.collection_year <= COALESCE(e.last_year, c.collection_year)
    )
