/*---
code: "9005"
table: pre_proceedings
severity: error
message: >-
  The meeting that decided to begin pre-proceedings is outside the census year. Correct the date or leave
  out the spell of pre-proceedings.
fields: [PPStartDate]
first_year: 2027
last_year: null
source: CIN census validation rule 9005
---*/
SELECT
    q.row_id,
    q.la_code,
    q.collection_year,
    q.child_key,
    'PPStartDate' AS field,
    q.start_date_text AS value
FROM stg_cin_census__pre_proceedings AS q
WHERE
    q.start_date < MAKE_DATE(q.collection_year - 1, 4, 1)
    OR q.start_date > MAKE_DATE(q.collection_year, 3, 31)
