/*---
code: "court:impossible_date"
table: court_order
severity: query
message: >-
  A date is no day of the calendar or cannot be read. Send day, month and year. order_date may not be blank;
  without it the row is in no table of the journey.
fields: [order_date, order_end_date]
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
    'order_date' AS field,
    t.order_date_text AS value
FROM stg_court__court_order AS t
WHERE t.order_date IS NULL
UNION ALL
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'order_end_date' AS field,
    t.order_end_date_text AS value
FROM stg_court__court_order AS t
WHERE t.order_end_date IS NULL AND t.order_end_date_text IS NOT NULL
