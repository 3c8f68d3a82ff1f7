/*---
code: "563"
table: placed_for_adoption
severity: error
message: >-
  The child should no longer be placed for adoption, but the date of the decision to place is blank.
  Send the date of that decision.
fields: [DATE_PLACED]
first_year: null
last_year: null
source: SSDA903 validation rule 563
---*/
SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'DATE_PLACED' AS field,
    p.adoption_decision_date_text AS value
FROM stg_ssda903__placed_for_adoption AS p
WHERE
    p.adoption_decision_date_text IS NULL
    AND (p.adoption_decision_reversed_date_text IS NOT NULL OR p.adoption_reversal_reason_code IS NOT NULL)
