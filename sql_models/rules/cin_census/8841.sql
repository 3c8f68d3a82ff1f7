/*---
code: "8841"
tables: [child_protection_plan_reviews, child_protection_plans]
severity: error
message: >-
  The child protection plan was reviewed on the day on which it began, or before. Correct the date of the
  review or the start of the plan.
fields: [CPPreviewDate, CPPstartDate]
first_year: null
last_year: null
source: CIN census validation rule 8841
---*/
WITH failing AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.child_key,
        r.row_id AS child_protection_plan_reviews_row_id,
        r.review_date_text AS child_protection_plan_reviews_value,
        c.row_id AS child_protection_plans_row_id,
        c.start_date_text AS child_protection_plans_value
    FROM stg_cin_census__child_protection_plan_reviews AS r
    INNER JOIN stg_cin_census__child_protection_plans AS c
        ON
            r.la_code = c.la_code
            AND r.collection_year = c.collection_year
            AND r.child_key = c.child_key
            AND r.cin_details_id_text IS NOT DISTINCT FROM c.cin_details_id_text
            AND r.child_protection_plan_id_text IS NOT DISTINCT FROM c.child_protection_plan_id_text
    WHERE r.review_date <= c.start_date
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
    y.child_protection_plans_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'CPPstartDate' AS field,
    y.child_protection_plans_value AS value,
    'child_protection_plans' AS table_name
FROM failing AS y
