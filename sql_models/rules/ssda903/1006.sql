/*---
code: "1006"
table: missing
severity: error
message: >-
  Whether the child was missing or away without authorisation is not a code in force. Send M or A.
fields: [MISSING]
first_year: null
last_year: null
source: SSDA903 validation rule 1006
---*/
SELECT
    m.row_id,
    m.la_code,
    m.collection_year,
    m.child_key,
    'MISSING' AS field,
    m.missing_type_code_text AS value
FROM stg_ssda903__missing AS m
WHERE
    m.missing_type_code_text IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM seed_ssda903_code AS s
        WHERE
            s.code_list = 'missing_type' AND s.code = m.missing_type_code_text
            AND m.collection_year >= COALESCE(s.first_year, m.collection_year)
            AND m.collection_year <= COALESCE(s.last_year, m.collection_year)
    )
