/*---
code: "103"
table: header
severity: error
message: >-
  The ethnic origin is blank or not a code in force. Send the four-letter code, with REFU or NOBT where it
  is not known.
fields: [ETHNIC]
first_year: null
last_year: null
source: SSDA903 validation rule 103
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'ETHNIC' AS field,
    h.ethnicity_code_text AS value
FROM stg_ssda903__header AS h
WHERE
    NOT EXISTS (
        SELECT 1
        FROM seed_ethnicity AS s
        WHERE
            s.code = h.ethnicity_code_text
            AND h.collection_year >= COALESCE(s.first_year, h.collection_year)
            AND h.collection_year <= COALESCE(s.last_year, h.collection_year)
    )
