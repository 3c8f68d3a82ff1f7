/*---
code: "court:end_before_start"
table: court_order
severity: query
message: >-
  The order ends before it begins. Look for a slip in one of the two dates, such as day and month in each
  other's place.
fields: [order_end_date]
first_year: null
last_year: null
source: >-
  This project's court contract: order of the dates
---*/
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'order_end_date' AS field,
    t.order_end_date_text AS value
FROM stg_court__court_order AS t
WHERE t.order_end_date < t.order_date
