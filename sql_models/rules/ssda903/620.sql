/*---
code: "620"
table: header
severity: error
message: >-
  The young person is a mother and was under 11 when the year began. Correct the date of birth or
  whether she is a mother.
fields: [DOB]
first_year: null
last_year: null
source: SSDA903 validation rule 620
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'DOB' AS field,
    h.birth_date_text AS value
FROM stg_ssda903__header AS h
WHERE h.mother_code = '1' AND h.birth_date + INTERVAL 11 YEAR > MAKE_DATE(h.collection_year - 1, 4, 1)
