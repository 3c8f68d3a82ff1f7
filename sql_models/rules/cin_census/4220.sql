/*---
code: "4220"
table: child_characteristics
severity: error
message: >-
  The ethnic origin of the child is blank or no code of the list. Send a code, REFU when it was refused
  and NOBT when it is not yet known.
fields: [Ethnicity]
first_year: null
last_year: null
source: CIN census validation rule 4220
---*/
SELECT
    x.row_id,
    x.la_code,
    x.collection_year,
    x.child_key,
    'Ethnicity' AS field,
    x.ethnicity_code_text AS value
FROM stg_cin_census__child_characteristics AS x
WHERE
    NOT EXISTS (
        SELECT 1
        FROM seed_ethnicity AS e
        WHERE e.code = x.ethnicity_code_text
    )
