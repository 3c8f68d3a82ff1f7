/*---
code: "court:no_case_number"
table: application
severity: query
message: >-
  The application has no case number, so that no child, hearing or order can be joined to it and it is in no
  table of the journey. Send the number that the court gave.
fields: [case_number]
first_year: null
last_year: null
source: >-
  This project's court contract: the case number is required
---*/
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'case_number' AS field,
    t.case_number AS value
FROM stg_court__application AS t
WHERE t.case_number IS NULL
