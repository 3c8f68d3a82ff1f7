/*---
code: "court:end_before_start"
table: pre_proceedings
severity: query
message: >-
  The spell of pre-proceedings ends before it begins. Look for a slip in one of the two dates, such as day and
  month in each other's place.
fields: [pre_proceedings_end_date]
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
    'pre_proceedings_end_date' AS field,
    t.pre_proceedings_end_date_text AS value
FROM stg_court__pre_proceedings AS t
WHERE t.pre_proceedings_end_date < t.pre_proceedings_start_date
