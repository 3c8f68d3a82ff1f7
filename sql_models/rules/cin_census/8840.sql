/*---
code: "8840"
table: child_protection_plans
severity: error
message: >-
  The child protection plan began and ended on the same day. Correct its start or its end.
fields: [CPPstartDate]
first_year: null
last_year: null
source: CIN census validation rule 8840
---*/
SELECT
    c.row_id,
    c.la_code,
    c.collection_year,
    c.child_key,
    'CPPstartDate' AS field,
    c.start_date_text AS value
FROM stg_cin_census__child_protection_plans AS c
WHERE c.end_date = c.start_date
