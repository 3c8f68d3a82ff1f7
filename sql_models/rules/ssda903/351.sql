/*---
code: "351"
table: header
severity: error
message: >-
  The young person was over 25 when the year began. Correct the date of birth, or take the child out of
  the return.
fields: [DOB]
first_year: null
last_year: null
source: SSDA903 validation rule 351
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'DOB' AS field,
    h.birth_date_text AS value
FROM stg_ssda903__header AS h
WHERE h.birth_date + INTERVAL 26 YEAR <= MAKE_DATE(h.collection_year - 1, 4, 1)
