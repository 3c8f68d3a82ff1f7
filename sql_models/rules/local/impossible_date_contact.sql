/*---
code: "local:impossible_date"
table: contact
severity: query
message: >-
  A date is no day of the calendar or cannot be read. Send day, month and year. contact_date may not be blank; without
  it the row is in no table of the journey.
fields: [contact_date, birth_date]
first_year: null
last_year: null
source: >-
  This project's local contract: what is read as a date
---*/
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'contact_date' AS field,
    t.contact_date_text AS value
FROM stg_local__contact AS t
WHERE t.contact_date IS NULL
UNION ALL
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'birth_date' AS field,
    t.birth_date_text AS value
FROM stg_local__contact AS t
WHERE t.birth_date IS NULL AND t.birth_date_text IS NOT NULL
