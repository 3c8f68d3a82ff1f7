/*---
code: "333"
table: ad1
severity: error
message: >-
  The decision that the child should be placed for adoption is later than the match of child and
  adopters. Correct either date.
fields: [DATE_INT]
first_year: null
last_year: null
source: SSDA903 validation rule 333
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'DATE_INT' AS field,
    a.adoption_decision_date_text AS value
FROM stg_ssda903__ad1 AS a
WHERE a.adoption_decision_date > a.adoption_match_date
