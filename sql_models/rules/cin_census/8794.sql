/*---
code: "8794"
table: disabilities
severity: error
message: >-
  The child has the same disability twice. Take out the copy.
fields: [Disability]
first_year: null
last_year: null
source: CIN census validation rule 8794
---*/
WITH counted AS (
    SELECT
        b.*,
        COUNT(*) OVER (PARTITION BY b.la_code, b.collection_year, b.child_key, b.disability_code) AS row_count
    FROM stg_cin_census__disabilities AS b
    WHERE
        b.child_key IS NOT NULL
        AND b.disability_code IS NOT NULL
)

SELECT
    n.row_id,
    n.la_code,
    n.collection_year,
    n.child_key,
    'Disability' AS field,
    n.disability_code AS value
FROM counted AS n
WHERE n.row_count > 1
