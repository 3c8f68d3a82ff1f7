/*---
code: "INT17"
table: reviews
severity: error
message: >-
  The date of birth differs from that of the child in the header. Correct either.
fields: [DOB]
first_year: null
last_year: null
source: SSDA903 validation rule INT17
---*/
SELECT
    r.row_id,
    r.la_code,
    r.collection_year,
    r.child_key,
    'DOB' AS field,
    r.birth_date_text AS value
FROM stg_ssda903__reviews AS r
WHERE
    EXISTS (
        SELECT 1
        FROM stg_ssda903__header AS h
        WHERE
            h.la_code = r.la_code
            AND h.collection_year = r.collection_year
            AND h.child_key = r.child_key
            AND h.birth_date <> r.birth_date
    )
