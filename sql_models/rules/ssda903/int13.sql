/*---
code: "INT13"
table: missing
severity: error
message: >-
  The date of birth differs from that of the child in the header. Correct either.
fields: [DOB]
first_year: null
last_year: null
source: SSDA903 validation rule INT13
---*/
SELECT
    m.row_id,
    m.la_code,
    m.collection_year,
    m.child_key,
    'DOB' AS field,
    m.birth_date_text AS value
FROM stg_ssda903__missing AS m
WHERE
    EXISTS (
        SELECT 1
        FROM stg_ssda903__header AS h
        WHERE
            h.la_code = m.la_code
            AND h.collection_year = m.collection_year
            AND h.child_key = m.child_key
            AND h.birth_date <> m.birth_date
    )
