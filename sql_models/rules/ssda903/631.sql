/*---
code: "631"
table: previous_permanence
severity: error
message: >-
  The earlier permanence arrangement is not a code in force. Send P1 to P4, or Z1 where there was none.
fields: [PREV_PERM]
first_year: null
last_year: null
source: SSDA903 validation rule 631
---*/
SELECT
    v.row_id,
    v.la_code,
    v.collection_year,
    v.child_key,
    'PREV_PERM' AS field,
    v.previous_permanence_code_text AS value
FROM stg_ssda903__previous_permanence AS v
WHERE
    v.previous_permanence_code_text IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM seed_ssda903_code AS s
        WHERE
            s.code_list = 'previous_permanence' AND s.code = v.previous_permanence_code_text
            AND v.collection_year >= COALESCE(s.first_year, v.collection_year)
            AND v.collection_year <= COALESCE(s.last_year, v.collection_year)
    )
