/*---
code: "INT15"
table: oc3
severity: error
message: >-
  The date of birth differs from that of the child in the header. Correct either.
fields: [DOB]
first_year: null
last_year: null
source: SSDA903 validation rule INT15
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'DOB' AS field,
    o.birth_date_text AS value
FROM stg_ssda903__oc3 AS o
WHERE
    EXISTS (
        SELECT 1
        FROM stg_ssda903__header AS h
        WHERE
            h.la_code = o.la_code
            AND h.collection_year = o.collection_year
            AND h.child_key = o.child_key
            AND h.birth_date <> o.birth_date
    )
