/*---
code: "4003"
tables: [child_protection_plan_reviews, child_protection_plans, cin_plan_dates]
severity: error
message: >-
  A child protection plan was reviewed while the case had a child in need plan. Correct the date of the
  review or those of the plan.
fields: [CPPreviewDate, CPPstartDate, CINPlanStartDate]
first_year: null
last_year: null
source: >-
  CIN census validation rule 4003. A review on the day on which the plan begins or ends passes: plans
  change at reviews.
---*/
WITH failing AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.child_key,
        r.row_id AS child_protection_plan_reviews_row_id,
        r.review_date_text AS child_protection_plan_reviews_value,
        p.row_id AS cin_plan_dates_row_id,
        p.start_date_text AS cin_plan_dates_value,
        c.row_id AS child_protection_plans_row_id,
        c.start_date_text AS child_protection_plans_value
    FROM stg_cin_census__child_protection_plan_reviews AS r
    INNER JOIN stg_cin_census__cin_plan_dates AS p
        ON
            r.la_code = p.la_code
            AND r.collection_year = p.collection_year
            AND r.child_key = p.child_key
            AND r.cin_details_id_text IS NOT DISTINCT FROM p.cin_details_id_text
    LEFT JOIN stg_cin_census__child_protection_plans AS c
        ON
            r.la_code = c.la_code
            AND r.collection_year = c.collection_year
            AND r.child_key = c.child_key
            AND r.cin_details_id_text IS NOT DISTINCT FROM c.cin_details_id_text
            AND r.child_protection_plan_id_text IS NOT DISTINCT FROM c.child_protection_plan_id_text
    WHERE
        r.review_date > p.start_date
        AND r.review_date < COALESCE(p.end_date, MAKE_DATE(p.collection_year, 3, 31) + INTERVAL 1 DAY)
)

SELECT DISTINCT
    y.child_protection_plan_reviews_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'CPPreviewDate' AS field,
    y.child_protection_plan_reviews_value AS value,
    'child_protection_plan_reviews' AS table_name
FROM failing AS y
UNION ALL
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
WHERE y.child_protection_plans_row_id IS NOT NULL
