/*---
code: "4180"
table: child_identifiers
severity: error
message: >-
  The sex of the child is blank or not a code in force in that year. Send M, F or U from 2024/25, and 1,
  2, 0 or 9 before.
fields: [Sex]
first_year: null
last_year: null
source: CIN census validation rule 4180
---*/
SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'Sex' AS field,
    i.sex_code_text AS value
FROM stg_cin_census__child_identifiers AS i
WHERE
    NOT EXISTS (
        SELECT 1
        FROM seed_cin_census_code AS e
        WHERE
            e.code_list = 'sex_in_census'
            AND e.code = i.sex_code_text
            AND i.collection_year >= COALESCE(e.first_year, i.collection_year)
            AND i.collection_year <= COALESCE(e.last_year, i.collection_year)
    )
