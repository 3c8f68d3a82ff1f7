/*---
code: "522"
table: placed_for_adoption
severity: error
message: >-
  The decision that the child should no longer be placed for adoption is before the decision to place.
  Correct either date.
fields: [DATE_PLACED_CEASED]
first_year: null
last_year: null
source: SSDA903 validation rule 522
---*/
SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'DATE_PLACED_CEASED' AS field,
    p.adoption_decision_reversed_date_text AS value
FROM stg_ssda903__placed_for_adoption AS p
WHERE p.adoption_decision_reversed_date < p.adoption_decision_date
