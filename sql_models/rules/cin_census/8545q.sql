/*---
code: "8545Q"
table: child_identifiers
severity: query
message: >-
  The date of death is outside the census year. Correct it or say why.
fields: [PersonDeathDate]
first_year: null
last_year: null
source: CIN census validation rule 8545Q
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
    i.death_date < MAKE_DATE(i.collection_year - 1, 4, 1)
    OR i.death_date > MAKE_DATE(i.collection_year, 3, 31)
