/*---
code: "177"
table: ad1
severity: error
message: >-
  The legal status of the adopters is not a code in force in that year. Send L0, L11, L12, L2, L3 or L4.
fields: [LS_ADOPTR]
first_year: null
last_year: null
source: SSDA903 validation rule 177
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'LS_ADOPTR' AS field,
    a.adopter_legal_status_code_text AS value
FROM stg_ssda903__ad1 AS a
WHERE
    a.adopter_legal_status_code_text IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM seed_ssda903_code AS s
        WHERE
            s.code_list = 'adopter_legal_status'
            AND s.code = a.adopter_legal_status_code_text
            AND a.collection_year >= COALESCE(s.first_year, a.collection_year)
            AND a.collection_year <= COALESCE(s.last_year, a.collection_year)
    )
