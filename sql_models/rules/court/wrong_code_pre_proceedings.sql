/*---
code: "court:wrong_code"
table: pre_proceedings
severity: query
message: >-
  A code is in no list of the court contract. Send a code of the list, or leave it blank while it is not
  known.
fields: [pre_proceedings_outcome_code]
first_year: null
last_year: null
source: >-
  This project's court contract, code list pre_proceedings_outcome
---*/
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'pre_proceedings_outcome_code' AS field,
    t.pre_proceedings_outcome_code AS value
FROM stg_court__pre_proceedings AS t
LEFT JOIN seed_court_code AS k
    ON k.code_list = 'pre_proceedings_outcome' AND t.pre_proceedings_outcome_code = k.code
WHERE k.code IS NULL AND t.pre_proceedings_outcome_code IS NOT NULL
