/*---
code: "444"
table: header
severity: error
message: >-
  The unique pupil number is sent for more than one child. Correct it in one of them.
fields: [UPN]
first_year: 2026
last_year: null
source: SSDA903 validation rule 444
---*/
WITH pupil_numbers AS (
    SELECT
        h.la_code,
        h.collection_year,
        h.upn
    FROM stg_ssda903__header AS h
    -- UN1 to UN5 say why there is none.
    WHERE NOT STARTS_WITH(h.upn, 'UN')
    GROUP BY h.la_code, h.collection_year, h.upn
    HAVING COUNT(*) > 1
)

SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'UPN' AS field,
    h.upn AS value
FROM stg_ssda903__header AS h
INNER JOIN pupil_numbers AS p
    ON h.la_code = p.la_code AND h.collection_year = p.collection_year AND h.upn = p.upn
