/*---
code: "203"
table: header
severity: error
message: >-
  The date of birth is not the one that last year's return has. Correct this year's, or tell the
  Department that last year's was wrong.
fields: [DOB]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 203
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'DOB' AS field,
    h.birth_date_text AS value
FROM stg_ssda903__header AS h
INNER JOIN stg_ssda903__header AS l
    ON h.la_code = l.la_code AND h.collection_year = l.collection_year + 1 AND h.child_key = l.child_key
WHERE COALESCE(h.birth_date, DATE '9999-12-31') <> COALESCE(l.birth_date, DATE '9999-12-31')
