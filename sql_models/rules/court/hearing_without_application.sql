/*---
code: "court:hearing_without_application"
table: hearing
severity: query
message: >-
  No application has the case number of this hearing, or it is blank. Write the number one way in all tables,
  and send the application of every case.
fields: [case_number]
first_year: null
last_year: null
source: >-
  This project's court contract: tables are joined by the case number, within a local authority
---*/
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'case_number' AS field,
    t.case_number AS value
FROM stg_court__hearing AS t
WHERE NOT EXISTS (
    SELECT 1
    FROM stg_court__application AS a
    WHERE a.la_code = t.la_code AND a.case_number = t.case_number
)
