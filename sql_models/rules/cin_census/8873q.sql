/*---
code: "8873Q"
tables: [assessments, cin_details]
severity: query
message: >-
  The only assessment of the case found no factors (21), but the case was closed for a reason other than
  RC8 or RC9. Correct the factors or the reason, or explain it.
fields: [AssessmentFactors, ReasonForClosure]
first_year: null
last_year: null
source: CIN census validation rule 8873Q. A case that is not closed has no reason to be held against.
---*/
WITH assessed AS (
    SELECT
        a.*,
        COUNT(*) OVER (
            PARTITION BY a.la_code, a.collection_year, a.child_key, a.cin_details_id_text
        ) AS assessments_of_case
    FROM stg_cin_census__assessments AS a
),

failing AS (
    SELECT
        a.row_id AS assessments_row_id,
        f.assessment_factor_code AS assessments_value,
        d.row_id AS cin_details_row_id,
        d.closure_reason_code AS cin_details_value,
        d.la_code,
        d.collection_year,
        d.child_key
    FROM assessed AS a
    INNER JOIN int_assessment_factors__returned AS f ON a.row_id = f.assessment_row_id
    INNER JOIN stg_cin_census__cin_details AS d
        ON
            a.la_code = d.la_code
            AND a.collection_year = d.collection_year
            AND a.child_key = d.child_key
            AND a.cin_details_id_text IS NOT DISTINCT FROM d.cin_details_id_text
    WHERE
        a.assessments_of_case = 1
        AND f.assessment_factor_code = '21'
        AND d.closure_reason_code NOT IN ('RC8', 'RC9')
)

SELECT DISTINCT
    f.assessments_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'AssessmentFactors' AS field,
    f.assessments_value AS value,
    'assessments' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    f.cin_details_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'ReasonForClosure' AS field,
    f.cin_details_value AS value,
    'cin_details' AS table_name
FROM failing AS f
