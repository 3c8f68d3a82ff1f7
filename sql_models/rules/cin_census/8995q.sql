/*---
code: "8995Q"
table: pre_proceedings
severity: query
message: >-
  The return has no pre-proceedings of any child. Send them, or say why there are none.
fields: [PPStartDate]
first_year: 2027
last_year: null
source: CIN census validation rule 8995Q
---*/
SELECT DISTINCT
    h.la_code || ':' || CAST(h.collection_year AS VARCHAR) AS row_id,
    h.la_code,
    h.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'PPStartDate' AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_cin_census__header AS h
WHERE NOT EXISTS (
    SELECT 1
    FROM stg_cin_census__pre_proceedings AS q
    WHERE
        q.la_code = h.la_code
        AND q.collection_year = h.collection_year
)
