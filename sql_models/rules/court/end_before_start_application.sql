/*---
code: "court:end_before_start"
table: application
severity: query
message: >-
  The case ends before it begins. Look for a slip in one of the two dates, such as day and month in each
  other's place.
fields: [case_end_date]
first_year: null
last_year: null
source: >-
  This project's court contract: order of the dates
---*/
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'case_end_date' AS field,
    t.case_end_date_text AS value
FROM stg_court__application AS t
WHERE t.case_end_date < t.issue_date
