/*---
code: "231"
table: header
severity: query
message: >-
  An unaccompanied asylum-seeking child is under 11 at the end of the year, which is rare. Check the
  date of birth with the case record; if it is right, explain it to the Department.
fields: [DOB]
first_year: 2025
last_year: null
source: SSDA903 validation rule 231
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'DOB' AS field,
    h.birth_date_text AS value
FROM stg_ssda903__header AS h
WHERE
    h.birth_date + INTERVAL 11 YEAR > MAKE_DATE(h.collection_year, 3, 31)
    AND (
        h.uasc_code = '1'
        OR (
            h.uasc_code IS NULL
            AND EXISTS (
                SELECT 1
                FROM stg_ssda903__uasc AS u
                WHERE
                    u.la_code = h.la_code
                    AND u.collection_year = h.collection_year
                    AND u.child_key = h.child_key
            )
        )
    )
