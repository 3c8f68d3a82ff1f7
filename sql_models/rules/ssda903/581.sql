/*---
code: "581"
table: missing
severity: error
message: >-
  The child went missing before care began. Correct the date on which the child went missing, or that on
  which care began.
fields: [MIS_START]
first_year: null
last_year: null
source: SSDA903 validation rule 581
---*/
WITH starts AS (
    SELECT
        e.la_code,
        e.collection_year,
        e.child_key,
        MIN(e.start_date) AS start_date
    FROM stg_ssda903__episodes AS e
    GROUP BY e.la_code, e.collection_year, e.child_key
)

SELECT
    m.row_id,
    m.la_code,
    m.collection_year,
    m.child_key,
    'MIS_START' AS field,
    m.start_date_text AS value
FROM stg_ssda903__missing AS m
INNER JOIN
    starts AS s
    ON m.la_code = s.la_code AND m.collection_year = s.collection_year AND m.child_key = s.child_key
WHERE m.start_date < s.start_date
