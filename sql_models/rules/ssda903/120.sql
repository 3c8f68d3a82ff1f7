/*---
code: "120"
table: placed_for_adoption
severity: error
message: >-
  The reason why the child is no longer to be placed for adoption is not a code in force in that year.
  Send RD1 to RD4, or blank while the decision stands.
fields: [REASON_PLACED_CEASED]
first_year: null
last_year: null
source: SSDA903 validation rule 120
---*/
SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'REASON_PLACED_CEASED' AS field,
    p.adoption_reversal_reason_code_text AS value
FROM stg_ssda903__placed_for_adoption AS p
WHERE
    p.adoption_reversal_reason_code_text IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM seed_ssda903_code AS s
        WHERE
            s.code_list = 'adoption_reversal_reason'
            AND s.code = p.adoption_reversal_reason_code_text
            AND p.collection_year >= COALESCE(s.first_year, p.collection_year)
            AND p.collection_year <= COALESCE(s.last_year, p.collection_year)
    )
