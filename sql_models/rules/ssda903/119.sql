/*---
code: "119"
table: placed_for_adoption
severity: error
message: >-
  Of the date and the reason of the decision that the child should no longer be placed for adoption, one
  is sent and the other is blank. Send both, or neither while the decision to place stands.
fields: [DATE_PLACED_CEASED, REASON_PLACED_CEASED]
first_year: null
last_year: null
source: SSDA903 validation rule 119
---*/
SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    CASE
        WHEN p.adoption_decision_reversed_date_text IS NULL THEN 'DATE_PLACED_CEASED'
        ELSE 'REASON_PLACED_CEASED'
    END AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_ssda903__placed_for_adoption AS p
WHERE (p.adoption_decision_reversed_date_text IS NULL) <> (p.adoption_reversal_reason_code IS NULL)
