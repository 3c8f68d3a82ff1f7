/*---
code: "181"
table: oc2
severity: error
message: >-
  An item on the health of a child looked after for 12 months is neither 0 nor 1. Send 1 for yes and 0
  for no.
fields:
  [CONVICTED, HEALTH_CHECK, IMMUNISATIONS, TEETH_CHECK, HEALTH_ASSESSMENT, SUBSTANCE_MISUSE,
   INTERVENTION_RECEIVED, INTERVENTION_OFFERED]
first_year: null
last_year: null
source: SSDA903 validation rule 181
---*/
WITH answers AS (
    SELECT
        o.row_id,
        o.la_code,
        o.collection_year,
        o.child_key,
        o.is_convicted_text,
        o.is_health_checked_text,
        o.is_immunised_text,
        o.has_teeth_check_text,
        o.has_health_assessment_text,
        o.has_substance_misuse_text,
        o.has_received_intervention_text,
        o.has_been_offered_intervention_text,
        CASE
            WHEN o.is_convicted_text NOT IN ('0', '1') THEN 'CONVICTED'
            WHEN o.is_health_checked_text NOT IN ('0', '1') THEN 'HEALTH_CHECK'
            WHEN o.is_immunised_text NOT IN ('0', '1') THEN 'IMMUNISATIONS'
            WHEN o.has_teeth_check_text NOT IN ('0', '1') THEN 'TEETH_CHECK'
            WHEN o.has_health_assessment_text NOT IN ('0', '1') THEN 'HEALTH_ASSESSMENT'
            WHEN o.has_substance_misuse_text NOT IN ('0', '1') THEN 'SUBSTANCE_MISUSE'
            WHEN o.has_received_intervention_text NOT IN ('0', '1') THEN 'INTERVENTION_RECEIVED'
            WHEN o.has_been_offered_intervention_text NOT IN ('0', '1') THEN 'INTERVENTION_OFFERED'
        END AS field
    FROM stg_ssda903__oc2 AS o
)

SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    a.field,
    CASE a.field
        WHEN 'CONVICTED' THEN a.is_convicted_text
        WHEN 'HEALTH_CHECK' THEN a.is_health_checked_text
        WHEN 'IMMUNISATIONS' THEN a.is_immunised_text
        WHEN 'TEETH_CHECK' THEN a.has_teeth_check_text
        WHEN 'HEALTH_ASSESSMENT' THEN a.has_health_assessment_text
        WHEN 'SUBSTANCE_MISUSE' THEN a.has_substance_misuse_text
        WHEN 'INTERVENTION_RECEIVED' THEN a.has_received_intervention_text
        WHEN 'INTERVENTION_OFFERED' THEN a.has_been_offered_intervention_text
    END AS value
FROM answers AS a
WHERE a.field IS NOT NULL
