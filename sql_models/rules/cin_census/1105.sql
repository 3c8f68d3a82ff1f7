/*---
code: "1105"
tables: [child_protection_plans, cin_details]
severity: error
message: >-
  The start of the child protection plan is before the referral that began the case. Correct the one date
  or the other, or put it into the case to which it belongs.
fields: [CPPstartDate, CINreferralDate]
first_year: null
last_year: null
source: CIN census validation rule 1105
---*/
WITH failing AS (
    SELECT
        c.la_code,
        c.collection_year,
        c.child_key,
        c.row_id AS child_protection_plans_row_id,
        c.start_date_text AS child_protection_plans_value,
        d.row_id AS cin_details_row_id,
        d.referral_date_text AS cin_details_value
    FROM stg_cin_census__child_protection_plans AS c
    INNER JOIN stg_cin_census__cin_details AS d
        ON
            c.la_code = d.la_code
            AND c.collection_year = d.collection_year
            AND c.child_key = d.child_key
            AND c.cin_details_id_text IS NOT DISTINCT FROM d.cin_details_id_text
    WHERE c.start_date < d.referral_date
)

SELECT DISTINCT
    y.child_protection_plans_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'CPPstartDate' AS field,
    y.child_protection_plans_value AS value,
    'child_protection_plans' AS table_name
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
