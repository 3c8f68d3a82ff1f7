/*---
code: "8897Q"
table: assessments
severity: query
message: >-
  The assessment is authorised and has no factors. Send what was found at it, or 21 for nothing.
fields: [AssessmentAuthorisationDate]
first_year: null
last_year: null
source: CIN census validation rule 8897Q
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'AssessmentAuthorisationDate' AS field,
    a.authorisation_date_text AS value
FROM stg_cin_census__assessments AS a
WHERE
    a.authorisation_date_text IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM int_assessment_factors__returned AS f
        WHERE f.assessment_row_id = a.row_id
    )
