/*---
code: "court:impossible_date"
table: hearing
severity: query
message: >-
  A date is no day of the calendar or cannot be read. Send day, month and year. hearing_date may not be blank;
  without it the row is in no table of the journey.
fields: [hearing_date]
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
    'hearing_date' AS field,
    t.hearing_date_text AS value
FROM stg_court__hearing AS t
WHERE t.hearing_date IS NULL
