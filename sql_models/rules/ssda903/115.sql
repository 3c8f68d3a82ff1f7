/*---
code: "115"
table: placed_for_adoption
severity: error
message: >-
  The date of the decision that the child should be placed for adoption is not a date. Send it as
  dd/mm/yyyy, with a year of four digits, or leave it blank where there is none.
fields: [DATE_PLACED]
first_year: null
last_year: null
source: SSDA903 validation rule 115
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
    p.adoption_decision_date_text IS NOT NULL
    AND (p.adoption_decision_date IS NULL OR NOT REGEXP_MATCHES(p.adoption_decision_date_text, '[0-9]{4}'))
