/*---
code: "8535Q"
table: child_identifiers
severity: query
message: >-
  The child died before the date of birth, or has a date of death and none of birth. Correct the one date
  or the other, or say why.
fields: [PersonDeathDate]
first_year: null
last_year: null
source: CIN census validation rule 8535Q
---*/
SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'PersonDeathDate' AS field,
    i.death_date_text AS value
FROM stg_cin_census__child_identifiers AS i
WHERE
    i.death_date IS NOT NULL
    AND COALESCE(i.death_date < i.birth_date, TRUE)
