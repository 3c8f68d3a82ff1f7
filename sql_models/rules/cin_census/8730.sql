/*---
code: "8730"
table: child_protection_plans
severity: error
message: >-
  How many child protection plans the child had before is blank or no number. Send it, 0 when there was
  none.
fields: [NumberOfPreviousCPP]
first_year: null
last_year: null
source: CIN census validation rule 8730
---*/
SELECT
    c.row_id,
    c.la_code,
    c.collection_year,
    c.child_key,
    'NumberOfPreviousCPP' AS field,
    c.previous_plan_count_text AS value
FROM stg_cin_census__child_protection_plans AS c
WHERE COALESCE(c.previous_plan_count < 0, TRUE)
