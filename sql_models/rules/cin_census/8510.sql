/*---
code: "8510"
table: child_identifiers
severity: error
message: >-
  Another child of the return has the same id. Correct the one that is wrong, or merge the two records of
  one child.
fields: [LAchildID]
first_year: null
last_year: null
source: CIN census validation rule 8510
---*/
WITH counted AS (
    SELECT
        i.*,
        COUNT(*) OVER (PARTITION BY i.la_code, i.collection_year, i.la_child_id) AS row_count
    FROM stg_cin_census__child_identifiers AS i
    WHERE i.la_child_id IS NOT NULL
)

SELECT
    n.row_id,
    n.la_code,
    n.collection_year,
    n.child_key,
    'LAchildID' AS field,
    n.la_child_id AS value
FROM counted AS n
WHERE n.row_count > 1
