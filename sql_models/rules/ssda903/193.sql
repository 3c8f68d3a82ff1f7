/*---
code: "193"
table: oc2
severity: error
message: >-
  Help for substance misuse is told of a child who is not said to have misused substances. Correct
  whether substances were misused, or leave both items on help blank.
fields: [INTERVENTION_RECEIVED, INTERVENTION_OFFERED]
first_year: null
last_year: null
source: SSDA903 validation rule 193
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    CASE
        WHEN o.has_received_intervention_text IS NOT NULL THEN 'INTERVENTION_RECEIVED'
        ELSE 'INTERVENTION_OFFERED'
    END AS field,
    COALESCE(o.has_received_intervention_text, o.has_been_offered_intervention_text) AS value
FROM stg_ssda903__oc2 AS o
WHERE
    NOT COALESCE(o.has_substance_misuse, FALSE)
    AND (o.has_received_intervention_text IS NOT NULL OR o.has_been_offered_intervention_text IS NOT NULL)
