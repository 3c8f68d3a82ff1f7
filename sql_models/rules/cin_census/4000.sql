/*---
code: "4000"
tables: [cin_plan_dates, cin_details]
severity: error
message: >-
  The referral is marked as having led to no further action, and has a child in need plan. Correct the
  mark or take out the plan.
fields: [CINPlanStartDate, ReferralNFA]
first_year: null
last_year: null
source: CIN census validation rule 4000
---*/
WITH failing AS (
    SELECT
        p.la_code,
        p.collection_year,
        p.child_key,
        p.row_id AS cin_plan_dates_row_id,
        p.start_date_text AS cin_plan_dates_value,
        d.row_id AS cin_details_row_id,
        d.is_referral_no_further_action_text AS cin_details_value
    FROM stg_cin_census__cin_plan_dates AS p
    INNER JOIN stg_cin_census__cin_details AS d
        ON
            p.la_code = d.la_code
            AND p.collection_year = d.collection_year
            AND p.child_key = d.child_key
            AND p.cin_details_id_text IS NOT DISTINCT FROM d.cin_details_id_text
    WHERE d.is_referral_no_further_action
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
    y.cin_details_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'ReferralNFA' AS field,
    y.cin_details_value AS value,
    'cin_details' AS table_name
FROM failing AS y
