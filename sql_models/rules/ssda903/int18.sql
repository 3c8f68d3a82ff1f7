/*---
code: "INT18"
table: uasc
severity: error
message: >-
  The date of birth differs from that of the child in the header. Correct either.
fields: [DOB]
first_year: null
last_year: null
source: SSDA903 validation rule INT18
---*/
SELECT
    u.row_id,
    u.la_code,
    u.collection_year,
    u.child_key,
    'DOB' AS field,
    u.birth_date_text AS value
FROM stg_ssda903__uasc AS u
WHERE
    EXISTS (
        SELECT 1
        FROM stg_ssda903__header AS h
        WHERE
            h.la_code = u.la_code
            AND h.collection_year = u.collection_year
            AND h.child_key = u.child_key
            AND h.birth_date <> u.birth_date
    )
