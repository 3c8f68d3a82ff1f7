/*---
code: "court:impossible_date"
table: application
severity: query
message: >-
  A date is no day of the calendar or cannot be read. Send day, month and year. issue_date may not be blank;
  without it the row is in no table of the journey.
fields: [issue_date, extended_to_date, case_end_date]
first_year: null
last_year: null
source: >-
  This project's court contract: what is read as a date
---*/
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'issue_date' AS field,
    t.issue_date_text AS value
FROM stg_court__application AS t
WHERE t.issue_date IS NULL
UNION ALL
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'extended_to_date' AS field,
    t.extended_to_date_text AS value
FROM stg_court__application AS t
WHERE t.extended_to_date IS NULL AND t.extended_to_date_text IS NOT NULL
UNION ALL
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'case_end_date' AS field,
    t.case_end_date_text AS value
FROM stg_court__application AS t
WHERE t.case_end_date IS NULL AND t.case_end_date_text IS NOT NULL
