/*---
code: "8950Q"
table: assessments
severity: query
message: >-
  The assessment has the factor 19A, which should not be used any more. Send 19B or 19C, which say more,
  or explain it.
fields: [AssessmentFactors]
first_year: 2025
last_year: null
source: CIN census validation rule 8950Q
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
WHERE f.assessment_factor_code = '19A'
GROUP BY a.row_id, a.la_code, a.collection_year, a.child_key
