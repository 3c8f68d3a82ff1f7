/*---
code: "8863Q"
table: assessments
severity: query
message: >-
  Two assessments of the same case of the child were in force on the same day. Correct the dates so that
  one ends before the next begins, or take out the one that is a copy.
fields: [AssessmentActualStartDate]
first_year: null
last_year: null
source: >-
  CIN census validation rule 8863Q. An assessment that is not authorised counts to 31 March.
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
    EXISTS (
        SELECT 1
        FROM stg_cin_census__assessments AS o
        WHERE
            o.la_code = a.la_code
            AND o.collection_year = a.collection_year
            AND o.child_key = a.child_key
            AND o.cin_details_id_text IS NOT DISTINCT FROM a.cin_details_id_text
            AND o.row_id <> a.row_id
            AND o.start_date <= COALESCE(a.authorisation_date, MAKE_DATE(a.collection_year, 3, 31))
            AND a.start_date <= COALESCE(o.authorisation_date, MAKE_DATE(o.collection_year, 3, 31))
    )
