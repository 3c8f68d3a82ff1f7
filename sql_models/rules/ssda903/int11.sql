/*---
code: "INT11"
table: ad1
severity: error
message: >-
  The date of birth differs from that of the child in the header. Correct either.
fields: [DOB]
first_year: null
last_year: null
source: SSDA903 validation rule INT11
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'DOB' AS field,
    a.birth_date_text AS value
FROM stg_ssda903__ad1 AS a
WHERE
    EXISTS (
        SELECT 1
        FROM stg_ssda903__header AS h
        WHERE
            h.la_code = a.la_code
            AND h.collection_year = a.collection_year
            AND h.child_key = a.child_key
            AND h.birth_date <> a.birth_date
    )
