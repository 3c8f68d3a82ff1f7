/*---
code: "INT21"
table: uasc
severity: error
message: >-
  The sex of the child differs from that in the header. Correct either.
fields: [SEX]
first_year: null
last_year: null
source: SSDA903 validation rule INT21
---*/
SELECT
    u.row_id,
    u.la_code,
    u.collection_year,
    u.child_key,
    'SEX' AS field,
    u.sex_code AS value
FROM stg_ssda903__uasc AS u
WHERE
    EXISTS (
        SELECT 1
        FROM stg_ssda903__header AS h
        WHERE
            h.la_code = u.la_code
            AND h.collection_year = u.collection_year
            AND h.child_key = u.child_key
            AND h.sex_code <> u.sex_code
    )
