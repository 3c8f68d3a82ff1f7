/*---
code: "624"
table: header
severity: error
message: >-
  The date of birth of the first child differs from last year's. Correct it, here or in last year's
  return.
fields: [MC_DOB]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 624
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
WHERE h.mothers_child_birth_date <> l.mothers_child_birth_date
