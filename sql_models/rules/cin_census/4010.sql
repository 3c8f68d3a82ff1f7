/*---
code: "4010"
table: cin_plan_dates
severity: error
message: >-
  The start of the child in need plan is blank, no date, or after the census year. Send the day on which
  the plan began.
fields: [CINPlanStartDate]
first_year: null
last_year: null
source: CIN census validation rule 4010
---*/
SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'CINPlanStartDate' AS field,
    p.start_date_text AS value
FROM stg_cin_census__cin_plan_dates AS p
WHERE COALESCE(p.start_date > MAKE_DATE(p.collection_year, 3, 31), TRUE)
