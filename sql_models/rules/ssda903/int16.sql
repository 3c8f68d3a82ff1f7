/*---
code: "INT16"
table: previous_permanence
severity: error
message: >-
  The date of birth differs from that of the child in the header. Correct either.
fields: [DOB]
first_year: null
last_year: null
source: SSDA903 validation rule INT16
---*/
SELECT
    v.row_id,
    v.la_code,
    v.collection_year,
    v.child_key,
    'DOB' AS field,
    v.birth_date_text AS value
FROM stg_ssda903__previous_permanence AS v
WHERE
    EXISTS (
        SELECT 1
        FROM stg_ssda903__header AS h
        WHERE
            h.la_code = v.la_code
            AND h.collection_year = v.collection_year
            AND h.child_key = v.child_key
            AND h.birth_date <> v.birth_date
    )
