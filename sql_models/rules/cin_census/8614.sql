/*---
code: "8614"
table: assessments
severity: error
message: >-
  The assessment has factors but no day of authorisation. Send the day on which it was authorised; while
  it goes on, leave the factors out.
fields: [AssessmentFactors]
first_year: null
last_year: null
source: CIN census validation rule 8614
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
WHERE a.authorisation_date_text IS NULL
GROUP BY a.row_id, a.la_code, a.collection_year, a.child_key
