/*---
code: "4015"
tables: [cin_plan_dates, cin_details]
severity: error
message: >-
  The start of the child in need plan is before the referral that began the case. Correct the one date or
  the other, or put it into the case to which it belongs.
fields: [CINPlanStartDate, CINreferralDate]
first_year: null
last_year: null
source: CIN census validation rule 4015
---*/
WITH failing AS (
    SELECT
        p.la_code,
        p.collection_year,
        p.child_key,
        p.row_id AS cin_plan_dates_row_id,
        p.start_date_text AS cin_plan_dates_value,
        d.row_id AS cin_details_row_id,
        d.referral_date_text AS cin_details_value
    FROM stg_cin_census__cin_plan_dates AS p
    INNER JOIN stg_cin_census__cin_details AS d
        ON
            p.la_code = d.la_code
            AND p.collection_year = d.collection_year
            AND p.child_key = d.child_key
            AND p.cin_details_id_text IS NOT DISTINCT FROM d.cin_details_id_text
    WHERE p.start_date < d.referral_date
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
    'CINreferralDate' AS field,
    y.cin_details_value AS value,
    'cin_details' AS table_name
FROM failing AS y
