/*---
code: "8520"
table: child_identifiers
severity: error
message: >-
  The child was born after the census year. Correct the date of birth; of an unborn child send the
  expected date.
fields: [PersonBirthDate]
first_year: null
last_year: null
source: CIN census validation rule 8520
---*/
SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'PersonBirthDate' AS field,
    i.birth_date_text AS value
FROM stg_cin_census__child_identifiers AS i
WHERE i.birth_date > MAKE_DATE(i.collection_year, 3, 31)
