/*---
code: "8500"
table: child_identifiers
severity: error
message: >-
  The child has no id. Send the id that the local authority gave the child.
fields: [LAchildID]
first_year: null
last_year: null
source: CIN census validation rule 8500
---*/
SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'LAchildID' AS field,
    i.la_child_id AS value
FROM stg_cin_census__child_identifiers AS i
WHERE i.la_child_id IS NULL
