/*---
code: "1103"
tables: [assessments, cin_details]
severity: error
message: >-
  The assessment began on a day that is before the referral that began the case. Correct the one date or
  the other, or put it into the case to which it belongs.
fields: [AssessmentActualStartDate, CINreferralDate]
first_year: null
last_year: null
source: CIN census validation rule 1103
---*/
WITH failing AS (
    SELECT
        a.la_code,
        a.collection_year,
        a.child_key,
        a.row_id AS assessments_row_id,
        a.start_date_text AS assessments_value,
        d.row_id AS cin_details_row_id,
        d.referral_date_text AS cin_details_value
    FROM stg_cin_census__assessments AS a
    INNER JOIN stg_cin_census__cin_details AS d
        ON
            a.la_code = d.la_code
            AND a.collection_year = d.collection_year
            AND a.child_key = d.child_key
            AND a.cin_details_id_text IS NOT DISTINCT FROM d.cin_details_id_text
    WHERE a.start_date < d.referral_date
)

SELECT DISTINCT
    y.assessments_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'AssessmentActualStartDate' AS field,
    y.assessments_value AS value,
    'assessments' AS table_name
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
