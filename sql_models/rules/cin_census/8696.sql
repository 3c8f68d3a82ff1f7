/*---
code: "8696"
table: assessments
severity: error
message: >-
  The assessment ended outside the census year. Correct the date, or leave out an assessment that ended
  before the year.
fields: [AssessmentAuthorisationDate]
first_year: null
last_year: null
source: CIN census validation rule 8696
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
    a.authorisation_date < MAKE_DATE(a.collection_year - 1, 4, 1)
    OR a.authorisation_date > MAKE_DATE(a.collection_year, 3, 31)
