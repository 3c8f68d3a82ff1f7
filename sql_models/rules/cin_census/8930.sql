/*---
code: "8930"
table: child_protection_plans
severity: error
message: >-
  The child protection plan ended outside the census year. Correct the end, or leave out a plan that
  ended before the year.
fields: [CPPendDate]
first_year: null
last_year: null
source: CIN census validation rule 8930
---*/
SELECT
    c.row_id,
    c.la_code,
    c.collection_year,
    c.child_key,
    'CPPendDate' AS field,
    c.end_date_text AS value
FROM stg_cin_census__child_protection_plans AS c
WHERE
    c.end_date < MAKE_DATE(c.collection_year - 1, 4, 1)
    OR c.end_date > MAKE_DATE(c.collection_year, 3, 31)
