/*---
code: "101"
table: header
severity: error
message: >-
  The sex of the child is blank or not a code in force in that year. Send 1 or 2 up to 2023/24, and M, F
  or U after.
fields: [SEX]
first_year: null
last_year: null
source: SSDA903 validation rule 101
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'SEX' AS field,
    h.sex_code_text AS value
FROM stg_ssda903__header AS h
WHERE
    NOT EXISTS (
        SELECT 1
        FROM seed_sex AS s
        WHERE
            s.code = h.sex_code_text
            AND h.collection_year >= COALESCE(s.first_year, h.collection_year)
            AND h.collection_year <= COALESCE(s.last_year, h.collection_year)
    )
