/*---
code: "INT14"
table: oc2
severity: error
message: >-
  The date of birth differs from that of the child in the header. Correct either.
fields: [DOB]
first_year: null
last_year: null
source: SSDA903 validation rule INT14
---*/
SELECT
    x.row_id,
    x.la_code,
    x.collection_year,
    x.child_key,
    'DOB' AS field,
    x.birth_date_text AS value
FROM stg_ssda903__oc2 AS x
WHERE
    EXISTS (
        SELECT 1
        FROM stg_ssda903__header AS h
        WHERE
            h.la_code = x.la_code
            AND h.collection_year = x.collection_year
            AND h.child_key = x.child_key
            AND h.birth_date <> x.birth_date
    )
