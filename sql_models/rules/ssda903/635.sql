/*---
code: "635"
table: previous_permanence
severity: error
message: >-
  There was no earlier permanence arrangement (Z1), but its date or its authority is sent. Leave both
  blank, or correct the code.
fields: [LA_PERM, DATE_PERM]
first_year: null
last_year: null
source: SSDA903 validation rule 635
---*/
SELECT
    v.row_id,
    v.la_code,
    v.collection_year,
    v.child_key,
    CASE WHEN v.previous_permanence_la_code IS NOT NULL THEN 'LA_PERM' ELSE 'DATE_PERM' END AS field,
    COALESCE(v.previous_permanence_la_code, v.previous_permanence_date_text) AS value
FROM stg_ssda903__previous_permanence AS v
WHERE
    v.previous_permanence_code = 'Z1'
    AND (v.previous_permanence_la_code IS NOT NULL OR v.previous_permanence_date_text IS NOT NULL)
