/*---
code: "9009"
table: pre_proceedings
severity: error
message: >-
  The date of the decision to step up or down is outside the census year, or before the decision to begin
  pre-proceedings. Correct the one date or the other.
fields: [StepDecisionDate]
first_year: 2027
last_year: null
source: CIN census validation rule 9009
---*/
SELECT
    q.row_id,
    q.la_code,
    q.collection_year,
    q.child_key,
    'StepDecisionDate' AS field,
    q.step_decision_date_text AS value
FROM stg_cin_census__pre_proceedings AS q
WHERE
    q.step_decision_date < MAKE_DATE(q.collection_year - 1, 4, 1)
    OR q.step_decision_date > MAKE_DATE(q.collection_year, 3, 31)
    OR q.step_decision_date < q.start_date
