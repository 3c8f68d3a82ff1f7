/*---
code: "1520"
table: child_identifiers
severity: error
message: >-
  Another child of the return has the same unique pupil number. Correct the one that is wrong, or merge
  the two records of one child.
fields: [UPN]
first_year: null
last_year: null
source: CIN census validation rule 1520
---*/
WITH counted AS (
    SELECT
        i.*,
        COUNT(*) OVER (PARTITION BY i.la_code, i.collection_year, i.upn) AS row_count
    FROM stg_cin_census__child_identifiers AS i
    WHERE i.upn IS NOT NULL
)

SELECT
    n.row_id,
    n.la_code,
    n.collection_year,
    n.child_key,
    'UPN' AS field,
    n.upn AS value
FROM counted AS n
WHERE n.row_count > 1
