/*---
code: "197a"
table: oc2
severity: error
message: >-
  Both a strengths and difficulties score and a reason for having none are sent. Leave the reason blank
  where there is a score.
fields: [SDQ_REASON]
first_year: null
last_year: null
source: SSDA903 validation rule 197a
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'SDQ_REASON' AS field,
    o.sdq_reason_code AS value
FROM stg_ssda903__oc2 AS o
WHERE o.sdq_score_text IS NOT NULL AND o.sdq_reason_code IS NOT NULL
