/*---
code: "2888Q"
table: disabilities
severity: query
message: >-
  No child of the return has more than one disability. Send all that a child has, or say why it is one
  each.
fields: [Disability]
first_year: null
last_year: null
source: CIN census validation rule 2888Q
---*/
WITH children AS (
    SELECT
        b.la_code,
        b.collection_year,
        b.child_key,
        COUNT(DISTINCT b.disability_code) AS disability_count
    FROM stg_cin_census__disabilities AS b
    WHERE b.disability_code <> 'NONE'
    GROUP BY b.la_code, b.collection_year, b.child_key
)

SELECT
    c.la_code || ':' || CAST(c.collection_year AS VARCHAR) AS row_id,
    c.la_code,
    c.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'Disability' AS field,
    CAST(MAX(c.disability_count) AS VARCHAR) AS value
FROM children AS c
GROUP BY c.la_code, c.collection_year
HAVING MAX(c.disability_count) = 1
