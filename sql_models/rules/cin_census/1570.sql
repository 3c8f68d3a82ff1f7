/*---
code: "1570"
table: child_identifiers
severity: error
message: >-
  The child's id is longer than 20 characters. Send an id of at most 20.
fields: [LAchildID]
first_year: 2025
last_year: null
source: CIN census validation rule 1570
---*/
SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'LAchildID' AS field,
    i.la_child_id AS value
FROM stg_cin_census__child_identifiers AS i
WHERE LENGTH(i.la_child_id) > 20
