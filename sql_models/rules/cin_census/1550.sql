/*---
code: "1550"
table: child_identifiers
severity: error
message: >-
  Character 13 of the unique pupil number is missing, or neither a digit nor a letter that numbers use.
  Take the number from the school's record.
fields: [UPN]
first_year: null
last_year: null
source: CIN census validation rule 1550
---*/
SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'UPN' AS field,
    i.upn AS value
FROM stg_cin_census__child_identifiers AS i
WHERE NOT REGEXP_MATCHES(SUBSTRING(i.upn, 13, 1), '^[0-9A-HJ-NP-RT-Z]$')
