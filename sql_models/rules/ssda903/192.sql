/*---
code: "192"
table: oc2
severity: error
message: >-
  The child misused substances, but whether help was received is blank. Say whether it was received.
fields: [INTERVENTION_RECEIVED]
first_year: null
last_year: null
source: SSDA903 validation rule 192
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'INTERVENTION_RECEIVED' AS field,
    o.has_received_intervention_text AS value
FROM stg_ssda903__oc2 AS o
WHERE o.has_substance_misuse AND o.has_received_intervention_text IS NULL
