/*---
code: "9000Q"
table: pre_proceedings
severity: query
message: >-
  No pre-proceedings of the return say when they began. If this is not yet collected, leave it blank and
  say why.
fields: [PPStartDate]
first_year: 2027
last_year: null
source: CIN census validation rule 9000Q
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
        AND q.start_date_text IS NOT NULL
)
