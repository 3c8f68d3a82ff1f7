/*---
code: "114"
table: ad1
severity: error
message: >-
  Whether the adopter was the foster carer is not a code in force in that year. Send 1 or 0, or leave
  all of the adoption blank.
fields: [FOSTER_CARE]
first_year: null
last_year: null
source: SSDA903 validation rule 114
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'FOSTER_CARE' AS field,
    a.is_adopted_by_foster_carer_text AS value
FROM stg_ssda903__ad1 AS a
WHERE
    a.is_adopted_by_foster_carer_text IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM seed_ssda903_code AS s
        WHERE
            s.code_list = 'yes_no'
            AND s.code = a.is_adopted_by_foster_carer_text
            AND a.collection_year >= COALESCE(s.first_year, a.collection_year)
            AND a.collection_year <= COALESCE(s.last_year, a.collection_year)
    )
