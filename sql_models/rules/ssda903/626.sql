/*---
code: "626"
table: header
severity: error
message: >-
  The first child was born before the year, but last year the young person was said not to be a mother.
  Correct the date of birth, or last year's return.
fields: [MC_DOB]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 626
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'MC_DOB' AS field,
    h.mothers_child_birth_date_text AS value
FROM stg_ssda903__header AS h
INNER JOIN
    stg_ssda903__header AS l
    ON h.la_code = l.la_code AND l.collection_year = h.collection_year - 1 AND h.child_key = l.child_key
WHERE
    h.mother_code = '1'
    AND h.mothers_child_birth_date < MAKE_DATE(h.collection_year - 1, 4, 1)
    AND l.mother_code = '0'
