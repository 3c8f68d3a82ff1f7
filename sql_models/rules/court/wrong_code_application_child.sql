/*---
code: "court:wrong_code"
table: application_child
severity: query
message: >-
  A code is in no list of the court contract. Send a code of the list, or leave it blank while it is not
  known.
fields: [care_plan_code, sex_code]
first_year: null
last_year: null
source: >-
  This project's court contract, code list care_plan
---*/
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'care_plan_code' AS field,
    t.care_plan_code AS value
FROM stg_court__application_child AS t
LEFT JOIN seed_court_code AS k ON k.code_list = 'care_plan' AND t.care_plan_code = k.code
WHERE k.code IS NULL AND t.care_plan_code IS NOT NULL
UNION ALL
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'sex_code' AS field,
    t.sex_code AS value
FROM stg_court__application_child AS t
LEFT JOIN seed_sex AS s ON t.sex_code = s.code
WHERE s.code IS NULL AND t.sex_code IS NOT NULL
