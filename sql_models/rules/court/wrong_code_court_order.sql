/*---
code: "court:wrong_code"
table: court_order
severity: query
message: >-
  A code is in no list of the court contract. Send a code of the list; order_type_code may not be blank.
fields: [order_type_code]
first_year: null
last_year: null
source: >-
  This project's court contract, code list order_type
---*/
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'order_type_code' AS field,
    t.order_type_code AS value
FROM stg_court__court_order AS t
LEFT JOIN seed_court_code AS k ON k.code_list = 'order_type' AND t.order_type_code = k.code
WHERE k.code IS NULL
