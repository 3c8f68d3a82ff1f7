/*---
code: "204"
table: header
severity: error
message: >-
  The ethnic origin is not the one that last year's return has. Check it with the case record, and
  correct this year's if it is wrong.
fields: [ETHNIC]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 204
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'ETHNIC' AS field,
    h.ethnicity_code AS value
FROM stg_ssda903__header AS h
INNER JOIN stg_ssda903__header AS l
    ON h.la_code = l.la_code AND h.collection_year = l.collection_year + 1 AND h.child_key = l.child_key
WHERE COALESCE(h.ethnicity_code, '') <> COALESCE(l.ethnicity_code, '')
