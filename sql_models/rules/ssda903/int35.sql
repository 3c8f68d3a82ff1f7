/*---
code: "INT35"
table: previous_permanence
severity: error
message: >-
  The child has more than one row here, where each child has one. Take out what is sent twice, or
  correct the child id.
fields: [CHILD]
first_year: null
last_year: null
source: SSDA903 validation rule INT35
---*/
WITH counted_rows AS (
    SELECT
        v.row_id,
        v.la_code,
        v.collection_year,
        v.child_key,
        COUNT(*) OVER (PARTITION BY v.la_code, v.collection_year, v.child_key) AS rows_of_child
    FROM stg_ssda903__previous_permanence AS v
    WHERE v.child_key IS NOT NULL
)

SELECT
    c.row_id,
    c.la_code,
    c.collection_year,
    c.child_key,
    'CHILD' AS field,
    CAST(NULL AS VARCHAR) AS value
FROM counted_rows AS c
WHERE c.rows_of_child > 1
