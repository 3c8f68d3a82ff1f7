/*---
code: "158"
table: oc2
severity: error
message: >-
  The child received help for substance misuse, so whether help was offered is not asked. Leave whether
  it was offered blank, or correct whether it was received.
fields: [INTERVENTION_OFFERED]
first_year: null
last_year: null
source: SSDA903 validation rule 158
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'INTERVENTION_OFFERED' AS field,
    o.has_been_offered_intervention_text AS value
FROM stg_ssda903__oc2 AS o
WHERE o.has_received_intervention AND o.has_been_offered_intervention_text IS NOT NULL
