/*---
code: "8620"
table: cin_details
severity: error
message: >-
  The case was closed outside the census year. Correct the closure, or leave out a case that was closed
  before the year.
fields: [CINclosureDate]
first_year: null
last_year: null
source: CIN census validation rule 8620
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'CINclosureDate' AS field,
    d.closure_date_text AS value
FROM stg_cin_census__cin_details AS d
WHERE
    d.closure_date < MAKE_DATE(d.collection_year - 1, 4, 1)
    OR d.closure_date > MAKE_DATE(d.collection_year, 3, 31)
