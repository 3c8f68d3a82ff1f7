/*---
code: "442"
table: header
severity: error
message: >-
  The child was looked after other than in short breaks, but the unique pupil number is blank. Send it,
  or the code that says why there is none (UN1 to UN5).
fields: [UPN]
first_year: null
last_year: null
source: SSDA903 validation rule 442
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'UPN' AS field,
    h.upn AS value
FROM stg_ssda903__header AS h
WHERE
    h.upn IS NULL
    AND EXISTS (
        SELECT 1
        FROM stg_ssda903__episodes AS e
        WHERE
            e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
            AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
    )
