/*---
code: "court:impossible_date"
table: application_child
severity: query
message: >-
  A date is no day of the calendar or cannot be read. Send day, month and year.
fields: [birth_date]
first_year: null
last_year: null
source: >-
  This project's court contract: what is read as a date
---*/
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'birth_date' AS field,
    t.birth_date_text AS value
FROM stg_court__application_child AS t
WHERE t.birth_date IS NULL AND t.birth_date_text IS NOT NULL
