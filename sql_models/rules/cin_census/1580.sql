/*---
code: "1580"
table: child_identifiers
severity: error
message: >-
  The child's id has characters other than letters and digits. Send an id of those alone.
fields: [LAchildID]
first_year: 2025
last_year: null
source: CIN census validation rule 1580
---*/
SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'LAchildID' AS field,
    i.la_child_id AS value
FROM stg_cin_census__child_identifiers AS i
WHERE NOT REGEXP_MATCHES(i.la_child_id, '^[A-Za-z0-9]*$')
