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
WITH repeated_factors AS (
    SELECT
        f.assessment_row_id,
        f.assessment_factor_code
    FROM int_assessment_factors__returned AS f
    GROUP BY f.assessment_row_id, f.assessment_factor_code
    HAVING COUNT(*) > 1
)

SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'AssessmentFactors' AS field,
    MIN(r.assessment_factor_code) AS value
FROM stg_cin_census__assessments AS a
INNER JOIN repeated_factors AS r ON a.row_id = r.assessment_row_id
GROUP BY a.row_id, a.la_code, a.collection_year, a.child_key
