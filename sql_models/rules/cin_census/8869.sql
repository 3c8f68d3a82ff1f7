/*---
code: "8869"
table: assessments
severity: error
message: >-
  The assessment says that no factors were found (21) and has others. Send 21 alone, or leave it out.
fields: [AssessmentFactors]
first_year: null
last_year: null
source: CIN census validation rule 8869
---*/
WITH none_found AS (
    SELECT DISTINCT f.assessment_row_id
    FROM int_assessment_factors__returned AS f
    WHERE f.assessment_factor_code = '21'
)

SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'AssessmentFactors' AS field,
    MIN(f.assessment_factor_code) AS value
FROM none_found AS n
INNER JOIN int_assessment_factors__returned AS f
    ON n.assessment_row_id = f.assessment_row_id AND f.assessment_factor_code <> '21'
INNER JOIN stg_cin_census__assessments AS a ON n.assessment_row_id = a.row_id
GROUP BY a.row_id, a.la_code, a.collection_year, a.child_key
