/*---
code: "8940"
table: child_protection_plans
severity: error
message: >-
  Two child protection plans of the child were in force on the same day. Correct the dates so that one
  ends before the next begins, or take out the one that is a copy.
fields: [CPPstartDate]
first_year: null
last_year: null
source: >-
  CIN census validation rule 8940. A plan that is open counts to 31 March; plans that end and begin on
  the same day overlap.
---*/
SELECT
    c.row_id,
    c.la_code,
    c.collection_year,
    c.child_key,
    'CPPstartDate' AS field,
    c.start_date_text AS value
FROM stg_cin_census__child_protection_plans AS c
WHERE
    EXISTS (
        SELECT 1
        FROM stg_cin_census__child_protection_plans AS o
        WHERE
            o.la_code = c.la_code
            AND o.collection_year = c.collection_year
            AND o.child_key = c.child_key
            AND o.row_id <> c.row_id
            AND o.start_date <= COALESCE(c.end_date, MAKE_DATE(c.collection_year, 3, 31))
            AND c.start_date <= COALESCE(o.end_date, MAKE_DATE(o.collection_year, 3, 31))
    )
