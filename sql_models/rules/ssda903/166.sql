/*---
code: "166"
table: reviews
severity: error
message: >-
  The date of the review is blank or not a date. Send it as dd/mm/yyyy, with a year of four digits.
fields: [REVIEW]
first_year: null
last_year: null
source: SSDA903 validation rule 166
---*/
SELECT
    r.row_id,
    r.la_code,
    r.collection_year,
    r.child_key,
    'REVIEW' AS field,
    r.review_date_text AS value
FROM stg_ssda903__reviews AS r
WHERE r.review_date IS NULL OR NOT REGEXP_MATCHES(r.review_date_text, '[0-9]{4}')
