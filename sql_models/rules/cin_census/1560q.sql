/*---
code: "1560Q"
table: child_identifiers
severity: query
message: >-
  The former unique pupil number is not one: a letter, eleven digits, and a digit or letter. Correct it
  or say why.
fields: [FormerUPN]
first_year: null
last_year: null
source: >-
  CIN census validation rule 1560Q. The check letter is not recalculated.
---*/
SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'FormerUPN' AS field,
    i.former_upn AS value
FROM stg_cin_census__child_identifiers AS i
WHERE NOT REGEXP_MATCHES(i.former_upn, '^[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$')
