/*---
code: "8530Q"
table: child_identifiers
severity: query
message: >-
  The expected date of birth is not from March to December of the year in which the census year ends.
  Correct it, send the date of birth, or say why.
fields: [ExpectedPersonBirthDate]
first_year: null
last_year: null
source: CIN census validation rule 8530Q
---*/
SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'ExpectedPersonBirthDate' AS field,
    i.expected_birth_date_text AS value
FROM stg_cin_census__child_identifiers AS i
WHERE
    i.expected_birth_date < MAKE_DATE(i.collection_year, 3, 1)
    OR i.expected_birth_date > MAKE_DATE(i.collection_year, 12, 31)
