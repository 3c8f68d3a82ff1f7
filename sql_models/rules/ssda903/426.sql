/*---
code: "426"
table: episodes
severity: error
message: >-
  The child has short breaks reported one by one (V3) and as a whole agreement (V4) in the same year.
  Send either, not both.
fields: [LS]
first_year: null
last_year: null
source: SSDA903 validation rule 426
---*/
WITH children_with_both AS (
    SELECT
        e.la_code,
        e.collection_year,
        e.child_key
    FROM stg_ssda903__episodes AS e
    WHERE e.legal_status_code IN ('V3', 'V4')
    GROUP BY e.la_code, e.collection_year, e.child_key
    HAVING COUNT(DISTINCT e.legal_status_code) = 2
)

SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'LS' AS field,
    e.legal_status_code AS value
FROM stg_ssda903__episodes AS e
INNER JOIN
    children_with_both AS b
    ON e.la_code = b.la_code AND e.collection_year = b.collection_year AND e.child_key = b.child_key
WHERE e.legal_status_code IN ('V3', 'V4')
