/*---
code: "8842Q"
table: child_protection_plan_reviews
severity: query
message: >-
  The review of the child protection plan has no date, or what is no date. Send the day of the review or
  say why.
fields: [CPPreviewDate]
first_year: null
last_year: null
source: CIN census validation rule 8842Q
---*/
SELECT
    r.row_id,
    r.la_code,
    r.collection_year,
    r.child_key,
    'CPPreviewDate' AS field,
    r.review_date_text AS value
FROM stg_cin_census__child_protection_plan_reviews AS r
WHERE r.review_date IS NULL
