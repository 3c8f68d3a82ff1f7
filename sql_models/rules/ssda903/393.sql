/*---
code: "393"
table: header
severity: error
message: >-
  Whether the girl is a mother is blank, though she is looked after other than in short breaks. Send 1
  or 0.
fields: [MOTHER]
first_year: null
last_year: null
source: SSDA903 validation rule 393
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'MOTHER' AS field,
    h.mother_code AS value
FROM stg_ssda903__header AS h
WHERE
    h.mother_code IS NULL
    AND EXISTS (
        SELECT 1
        FROM seed_sex AS s
        WHERE s.code = h.sex_code AND s.label = 'Female'
    )
    AND EXISTS (
        SELECT 1
        FROM stg_ssda903__episodes AS e
        WHERE
            e.la_code = h.la_code
            AND e.collection_year = h.collection_year
            AND e.child_key = h.child_key
            AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
    )
