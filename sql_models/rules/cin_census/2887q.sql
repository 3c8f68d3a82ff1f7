/*---
code: "2887Q"
table: disabilities
severity: query
message: >-
  The return uses fewer than 8 codes of disability. Look whether all disabilities of the children are
  recorded, or say why there are so few.
fields: [Disability]
first_year: null
last_year: null
source: >-
  CIN census validation rule 2887Q. NONE does not count.
---*/
SELECT
    b.la_code || ':' || CAST(b.collection_year AS VARCHAR) AS row_id,
    b.la_code,
    b.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'Disability' AS field,
    CAST(COUNT(DISTINCT CASE WHEN b.disability_code <> 'NONE' THEN b.disability_code END) AS VARCHAR) AS value
FROM stg_cin_census__disabilities AS b
GROUP BY b.la_code, b.collection_year
HAVING COUNT(DISTINCT CASE WHEN b.disability_code <> 'NONE' THEN b.disability_code END) < 8
