/*---
code: "8525Q"
table: child_identifiers
severity: query
message: >-
  The child has neither a date of birth nor an expected one, or both. Send the one or, while the child is
  unborn, the other.
fields: [PersonBirthDate]
first_year: null
last_year: null
source: CIN census validation rule 8525Q
---*/
SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'PersonBirthDate' AS field,
    i.birth_date_text AS value
FROM stg_cin_census__child_identifiers AS i
WHERE (i.birth_date_text IS NULL) = (i.expected_birth_date_text IS NULL)
