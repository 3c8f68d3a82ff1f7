/*---
code: "8736"
table: assessments
severity: error
message: >-
  The assessment has no end and began outside the census year. Send the day of its authorisation or
  correct its start.
fields: [AssessmentActualStartDate]
first_year: null
last_year: null
source: CIN census validation rule 8736
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'AssessmentActualStartDate' AS field,
    a.start_date_text AS value
FROM stg_cin_census__assessments AS a
WHERE
    a.authorisation_date_text IS NULL
    AND (
        a.start_date < MAKE_DATE(a.collection_year - 1, 4, 1)
        OR a.start_date > MAKE_DATE(a.collection_year, 3, 31)
    )
