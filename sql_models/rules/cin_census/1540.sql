/*---
code: "1540"
table: child_identifiers
severity: error
message: >-
  Characters 5 to 12 of the unique pupil number are not all digits. Take the number from the school's
  record.
fields: [UPN]
first_year: null
last_year: null
source: CIN census validation rule 1540
---*/
SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'UPN' AS field,
    i.upn AS value
FROM stg_cin_census__child_identifiers AS i
WHERE NOT REGEXP_MATCHES(SUBSTRING(i.upn, 5, 8), '^[0-9]{8}$')
