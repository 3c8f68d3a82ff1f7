/*---
code: "4013"
table: cin_plan_dates
severity: error
message: >-
  The child in need plan ended outside the census year. Correct the end, or leave out a plan that ended
  before the year.
fields: [CINPlanEndDate]
first_year: null
last_year: null
source: CIN census validation rule 4013
---*/
SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'CINPlanEndDate' AS field,
    p.end_date_text AS value
FROM stg_cin_census__cin_plan_dates AS p
WHERE
    p.end_date < MAKE_DATE(p.collection_year - 1, 4, 1)
    OR p.end_date > MAKE_DATE(p.collection_year, 3, 31)
