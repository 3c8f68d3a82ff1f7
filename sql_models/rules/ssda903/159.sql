/*---
code: "159"
table: oc2
severity: error
message: >-
  The child misused substances and received no help for it, but whether help was offered is blank. Say
  whether it was offered.
fields: [INTERVENTION_OFFERED]
first_year: null
last_year: null
source: SSDA903 validation rule 159
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'INTERVENTION_OFFERED' AS field,
    o.has_been_offered_intervention_text AS value
FROM stg_ssda903__oc2 AS o
WHERE
    o.has_substance_misuse
    AND NOT o.has_received_intervention
    AND o.has_been_offered_intervention_text IS NULL
