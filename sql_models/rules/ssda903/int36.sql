/*---
code: "INT36"
table: uasc
severity: error
message: >-
  The child has more than one row here, where each child has one. Take out what is sent twice, or
  correct the child id.
fields: [CHILD]
first_year: null
last_year: null
source: SSDA903 validation rule INT36
---*/
WITH counted_rows AS (
    SELECT
        u.row_id,
        u.la_code,
        u.collection_year,
        u.child_key,
        COUNT(*) OVER (PARTITION BY u.la_code, u.collection_year, u.child_key) AS rows_of_child
    FROM stg_ssda903__uasc AS u
    WHERE u.child_key IS NOT NULL
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
