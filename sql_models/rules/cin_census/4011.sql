/*---
code: "4011"
table: cin_plan_dates
severity: error
message: >-
  The child in need plan ended before it began. Correct its start or its end.
fields: [CINPlanEndDate]
first_year: null
last_year: null
source: CIN census validation rule 4011
---*/
SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'CINPlanEndDate' AS field,
    p.end_date_text AS value
FROM stg_cin_census__cin_plan_dates AS p
WHERE p.end_date < p.start_date
