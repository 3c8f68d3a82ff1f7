/*---
code: "4012Q"
table: cin_plan_dates
severity: query
message: >-
  The child in need plan began and ended on the same day. Correct its start or its end, or say why.
fields: [CINPlanStartDate]
first_year: null
last_year: null
source: CIN census validation rule 4012Q
---*/
SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'CINPlanStartDate' AS field,
    p.start_date_text AS value
FROM stg_cin_census__cin_plan_dates AS p
WHERE p.end_date = p.start_date
