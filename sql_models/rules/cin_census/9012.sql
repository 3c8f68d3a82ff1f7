/*---
code: "9012"
table: pre_proceedings
severity: error
message: >-
  The date of the application to court is outside the census year, or before the decision to begin care
  proceedings. Correct the one date or the other.
fields: [CourtAppDate]
first_year: 2027
last_year: null
source: CIN census validation rule 9012
---*/
SELECT
    q.row_id,
    q.la_code,
    q.collection_year,
    q.child_key,
    'CourtAppDate' AS field,
    q.court_application_date_text AS value
FROM stg_cin_census__pre_proceedings AS q
WHERE
    q.court_application_date < MAKE_DATE(q.collection_year - 1, 4, 1)
    OR q.court_application_date > MAKE_DATE(q.collection_year, 3, 31)
    OR q.court_application_date < q.step_decision_date
