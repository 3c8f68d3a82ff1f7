/*---
code: "4014"
table: cin_plan_dates
severity: error
message: >-
  Two child in need plans of the child were in force on the same day. Correct the dates so that one ends
  before the next begins, or take out the one that is a copy.
fields: [CINPlanStartDate]
first_year: null
last_year: null
source: >-
  CIN census validation rule 4014. A plan that is open counts to 31 March; plans that end and begin on
  the same day overlap.
---*/
SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'CINPlanStartDate' AS field,
    p.start_date_text AS value
FROM stg_cin_census__cin_plan_dates AS p
WHERE
    EXISTS (
        SELECT 1
        FROM stg_cin_census__cin_plan_dates AS o
        WHERE
            o.la_code = p.la_code
            AND o.collection_year = p.collection_year
            AND o.child_key = p.child_key
            AND o.row_id <> p.row_id
            AND o.start_date <= COALESCE(p.end_date, MAKE_DATE(p.collection_year, 3, 31))
            AND p.start_date <= COALESCE(o.end_date, MAKE_DATE(o.collection_year, 3, 31))
    )
