/*---
code: "court:impossible_date"
table: pre_proceedings
severity: query
message: >-
  A date is no day of the calendar or cannot be read. Send day, month and year. pre_proceedings_start_date may
  not be blank; without it the row is in no table of the journey.
fields: [pre_proceedings_start_date, letter_before_proceedings_date, initial_meeting_date, pre_proceedings_end_date, court_application_date, care_proceedings_letter_date]
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
    'pre_proceedings_start_date' AS field,
    t.pre_proceedings_start_date_text AS value
FROM stg_court__pre_proceedings AS t
WHERE t.pre_proceedings_start_date IS NULL
UNION ALL
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'letter_before_proceedings_date' AS field,
    t.letter_before_proceedings_date_text AS value
FROM stg_court__pre_proceedings AS t
WHERE t.letter_before_proceedings_date IS NULL AND t.letter_before_proceedings_date_text IS NOT NULL
UNION ALL
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'initial_meeting_date' AS field,
    t.initial_meeting_date_text AS value
FROM stg_court__pre_proceedings AS t
WHERE t.initial_meeting_date IS NULL AND t.initial_meeting_date_text IS NOT NULL
UNION ALL
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'pre_proceedings_end_date' AS field,
    t.pre_proceedings_end_date_text AS value
FROM stg_court__pre_proceedings AS t
WHERE t.pre_proceedings_end_date IS NULL AND t.pre_proceedings_end_date_text IS NOT NULL
UNION ALL
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'court_application_date' AS field,
    t.court_application_date_text AS value
FROM stg_court__pre_proceedings AS t
WHERE t.court_application_date IS NULL AND t.court_application_date_text IS NOT NULL
UNION ALL
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'care_proceedings_letter_date' AS field,
    t.care_proceedings_letter_date_text AS value
FROM stg_court__pre_proceedings AS t
WHERE t.care_proceedings_letter_date IS NULL AND t.care_proceedings_letter_date_text IS NOT NULL
