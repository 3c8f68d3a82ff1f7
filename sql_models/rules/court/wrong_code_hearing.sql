/*---
code: "court:wrong_code"
table: hearing
severity: query
message: >-
  A code is in no list of the court contract. Send a code of the list; hearing_type_code may not be blank.
fields: [hearing_type_code, hearing_outcome_code]
first_year: null
last_year: null
source: >-
  This project's court contract, code lists hearing_type and hearing_outcome
---*/
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'hearing_type_code' AS field,
    t.hearing_type_code AS value
FROM stg_court__hearing AS t
LEFT JOIN seed_court_code AS k ON k.code_list = 'hearing_type' AND t.hearing_type_code = k.code
WHERE k.code IS NULL
UNION ALL
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'hearing_outcome_code' AS field,
    t.hearing_outcome_code AS value
FROM stg_court__hearing AS t
LEFT JOIN seed_court_code AS k ON k.code_list = 'hearing_outcome' AND t.hearing_outcome_code = k.code
WHERE k.code IS NULL AND t.hearing_outcome_code IS NOT NULL
