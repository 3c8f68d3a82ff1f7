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
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'AssessmentFactors' AS field,
    MIN(f.assessment_factor_code) AS value
FROM stg_cin_census__assessments AS a
INNER JOIN int_assessment_factors__returned AS f ON a.row_id = f.assessment_row_id
GROUP BY a.row_id, a.la_code, a.collection_year, a.child_key
HAVING
    MAX(CASE WHEN f.assessment_factor_code = '21' THEN 1 ELSE 0 END) = 1
    AND COUNT(DISTINCT f.assessment_factor_code) > 1
