/*---
code: "182"
table: oc2
severity: error
message: >-
  Some items on the health of a child looked after for 12 months are sent, but not all of immunisations,
  teeth check, health assessment and substance misuse. Complete these four, or leave all items blank.
fields: [IMMUNISATIONS, TEETH_CHECK, HEALTH_ASSESSMENT, SUBSTANCE_MISUSE]
first_year: null
last_year: null
source: SSDA903 validation rule 182
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    CASE
        WHEN o.is_immunised_text IS NULL THEN 'IMMUNISATIONS'
        WHEN o.has_teeth_check_text IS NULL THEN 'TEETH_CHECK'
        WHEN o.has_health_assessment_text IS NULL THEN 'HEALTH_ASSESSMENT'
        ELSE 'SUBSTANCE_MISUSE'
    END AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_ssda903__oc2 AS o
WHERE
    COALESCE(
        o.is_convicted_text, o.is_health_checked_text, o.is_immunised_text, o.has_teeth_check_text,
        o.has_health_assessment_text, o.has_substance_misuse_text, o.has_received_intervention_text,
        o.has_been_offered_intervention_text
    ) IS NOT NULL
    AND (
        o.is_immunised_text IS NULL
        OR o.has_teeth_check_text IS NULL
        OR o.has_health_assessment_text IS NULL
        OR o.has_substance_misuse_text IS NULL
    )
