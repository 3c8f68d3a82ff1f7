/*---
code: "court:wrong_code"
table: application
severity: query
message: >-
  A code is in no list of the court contract. Send a code of the list; application_type_code may not be blank.
fields: [application_type_code, case_outcome_code]
first_year: null
last_year: null
source: >-
  This project's court contract, code lists application_type and case_outcome
---*/
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'application_type_code' AS field,
    t.application_type_code AS value
FROM stg_court__application AS t
LEFT JOIN seed_court_code AS k ON k.code_list = 'application_type' AND t.application_type_code = k.code
WHERE k.code IS NULL
UNION ALL
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'case_outcome_code' AS field,
    t.case_outcome_code AS value
FROM stg_court__application AS t
LEFT JOIN seed_court_code AS k ON k.code_list = 'case_outcome' AND t.case_outcome_code = k.code
WHERE k.code IS NULL AND t.case_outcome_code IS NOT NULL
