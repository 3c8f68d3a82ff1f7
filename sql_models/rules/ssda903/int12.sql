/*---
code: "INT12"
table: placed_for_adoption
severity: error
message: >-
  The date of birth differs from that of the child in the header. Correct either.
fields: [DOB]
first_year: null
last_year: null
source: SSDA903 validation rule INT12
---*/
SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'DOB' AS field,
    p.birth_date_text AS value
FROM stg_ssda903__placed_for_adoption AS p
WHERE
    EXISTS (
        SELECT 1
        FROM stg_ssda903__header AS h
        WHERE
            h.la_code = p.la_code
            AND h.collection_year = p.collection_year
            AND h.child_key = p.child_key
            AND h.birth_date <> p.birth_date
    )
