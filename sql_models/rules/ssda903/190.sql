/*---
code: "190"
table: oc2
severity: error
message: >-
  An item on the health of children looked after for 12 months is sent of a child who was not looked
  after all through the year to 31 March. Leave the items blank, or correct the child's episodes.
fields:
  [CONVICTED, HEALTH_CHECK, IMMUNISATIONS, TEETH_CHECK, HEALTH_ASSESSMENT, SUBSTANCE_MISUSE,
   INTERVENTION_RECEIVED, INTERVENTION_OFFERED]
first_year: null
last_year: null
source: SSDA903 validation rule 190
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    CASE
        WHEN o.is_convicted_text IS NOT NULL THEN 'CONVICTED'
        WHEN o.is_health_checked_text IS NOT NULL THEN 'HEALTH_CHECK'
        WHEN o.is_immunised_text IS NOT NULL THEN 'IMMUNISATIONS'
        WHEN o.has_teeth_check_text IS NOT NULL THEN 'TEETH_CHECK'
        WHEN o.has_health_assessment_text IS NOT NULL THEN 'HEALTH_ASSESSMENT'
        WHEN o.has_substance_misuse_text IS NOT NULL THEN 'SUBSTANCE_MISUSE'
        WHEN o.has_received_intervention_text IS NOT NULL THEN 'INTERVENTION_RECEIVED'
        ELSE 'INTERVENTION_OFFERED'
    END AS field,
    COALESCE(
        o.is_convicted_text, o.is_health_checked_text, o.is_immunised_text, o.has_teeth_check_text,
        o.has_health_assessment_text, o.has_substance_misuse_text, o.has_received_intervention_text,
        o.has_been_offered_intervention_text
    ) AS value
FROM stg_ssda903__oc2 AS o
WHERE
    COALESCE(
        o.is_convicted_text, o.is_health_checked_text, o.is_immunised_text, o.has_teeth_check_text,
        o.has_health_assessment_text, o.has_substance_misuse_text, o.has_received_intervention_text,
        o.has_been_offered_intervention_text
    ) IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM int_children__in_care_all_year AS l
        WHERE l.la_code = o.la_code AND l.collection_year = o.collection_year AND l.child_key = o.child_key
    )
