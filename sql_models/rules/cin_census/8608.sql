/*---
code: "8608"
table: assessments
severity: error
message: >-
  The assessment ended before it began. Correct its start or its end.
fields: [AssessmentActualStartDate]
first_year: null
last_year: null
source: CIN census validation rule 8608
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'AssessmentActualStartDate' AS field,
    a.start_date_text AS value
FROM stg_cin_census__assessments AS a
WHERE a.authorisation_date < a.start_date
