/*---
code: "4017"
tables: [cin_plan_dates, child_protection_plans]
severity: error
message: >-
  The child protection plan began while the child had a child in need plan. Correct the dates so that one
  ends before the other begins.
fields: [CINPlanStartDate, CPPstartDate]
first_year: null
last_year: null
source: >-
  CIN census validation rule 4017. A plan may begin on the day on which the other ends.
---*/
WITH failing AS (
    SELECT
        p.la_code,
        p.collection_year,
        p.child_key,
        p.row_id AS cin_plan_dates_row_id,
        p.start_date_text AS cin_plan_dates_value,
        c.row_id AS child_protection_plans_row_id,
        c.start_date_text AS child_protection_plans_value
    FROM stg_cin_census__cin_plan_dates AS p
    INNER JOIN stg_cin_census__child_protection_plans AS c
        ON
            p.la_code = c.la_code
            AND p.collection_year = c.collection_year
            AND p.child_key = c.child_key
            AND p.cin_details_id_text IS NOT DISTINCT FROM c.cin_details_id_text
    WHERE
        c.start_date >= p.start_date
        AND c.start_date < COALESCE(p.end_date, MAKE_DATE(p.collection_year, 3, 31) + INTERVAL 1 DAY)
)

SELECT DISTINCT
    y.cin_plan_dates_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'CINPlanStartDate' AS field,
    y.cin_plan_dates_value AS value,
    'cin_plan_dates' AS table_name
FROM failing AS y
UNION ALL
SELECT DISTINCT
    y.child_protection_plans_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'CPPstartDate' AS field,
    y.child_protection_plans_value AS value,
    'child_protection_plans' AS table_name
FROM failing AS y
