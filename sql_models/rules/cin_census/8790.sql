/*---
code: "8790"
table: disabilities
severity: error
message: >-
  The child has a disability and also the code that says there is none (NONE). Take out the one that is
  wrong.
fields: [Disability]
first_year: null
last_year: null
source: CIN census validation rule 8790
---*/
SELECT
    b.row_id,
    b.la_code,
    b.collection_year,
    b.child_key,
    'Disability' AS field,
    b.disability_code AS value
FROM stg_cin_census__disabilities AS b
WHERE
    b.disability_code <> 'NONE'
    AND EXISTS (
        SELECT 1
        FROM stg_cin_census__disabilities AS o
        WHERE
            o.la_code = b.la_code
            AND o.collection_year = b.collection_year
            AND o.child_key = b.child_key
            AND o.disability_code = 'NONE'
    )
