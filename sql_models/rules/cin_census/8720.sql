/*---
code: "8720"
table: child_protection_plans
severity: error
message: >-
  The start of the child protection plan is blank, no date, or after the census year. Send the day on
  which the plan began.
fields: [CPPstartDate]
first_year: null
last_year: null
source: CIN census validation rule 8720
---*/
SELECT
    c.row_id,
    c.la_code,
    c.collection_year,
    c.child_key,
    'CPPstartDate' AS field,
    c.start_date_text AS value
FROM stg_cin_census__child_protection_plans AS c
WHERE COALESCE(c.start_date > MAKE_DATE(c.collection_year, 3, 31), TRUE)
