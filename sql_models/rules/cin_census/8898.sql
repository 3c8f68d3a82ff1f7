/*---
code: "8898"
table: assessments
severity: error
message: >-
  The assessment has the same factor more than once. Send each factor once.
fields: [AssessmentFactors]
first_year: null
last_year: null
source: CIN census validation rule 8898
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
HAVING COUNT(*) > COUNT(DISTINCT f.assessment_factor_code)
