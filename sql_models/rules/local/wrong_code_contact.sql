/*---
code: "local:wrong_code"
table: contact
severity: query
message: >-
  A code is in no list of the local contract. Send a code of the list, or say in a mapping which of them it is.
fields: [contact_source_code, contact_outcome_code, sex_code]
first_year: null
last_year: null
source: >-
  This project's local contract, code lists contact_source and contact_outcome
---*/
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'contact_source_code' AS field,
    t.contact_source_code AS value
FROM stg_local__contact AS t
LEFT JOIN seed_contact_source AS s ON t.contact_source_code = s.code
WHERE s.code IS NULL AND t.contact_source_code IS NOT NULL
UNION ALL
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'contact_outcome_code' AS field,
    t.contact_outcome_code AS value
FROM stg_local__contact AS t
LEFT JOIN seed_contact_outcome AS o ON t.contact_outcome_code = o.code
WHERE o.code IS NULL AND t.contact_outcome_code IS NOT NULL
UNION ALL
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'sex_code' AS field,
    t.sex_code AS value
FROM stg_local__contact AS t
LEFT JOIN seed_sex AS x ON t.sex_code = x.code
WHERE x.code IS NULL AND t.sex_code IS NOT NULL
