/*---
code: "633"
table: previous_permanence
severity: error
message: >-
  The authority that arranged the earlier permanence is not known. Send its three-digit code, or WAL,
  SCO, NIR or NUK for one outside England.
fields: [LA_PERM]
first_year: null
last_year: null
source: SSDA903 validation rule 633
---*/
SELECT
    v.row_id,
    v.la_code,
    v.collection_year,
    v.child_key,
    'LA_PERM' AS field,
    v.previous_permanence_la_code AS value
FROM stg_ssda903__previous_permanence AS v
WHERE
    v.previous_permanence_la_code IS NOT NULL
    AND v.previous_permanence_la_code NOT IN ('WAL', 'SCO', 'NIR', 'NUK')
    AND NOT EXISTS (
        SELECT 1 FROM seed_local_authority AS s
        WHERE s.dfe_la_code = v.previous_permanence_la_code
    )
