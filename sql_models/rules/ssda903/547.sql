/*---
code: "547"
table: oc2
severity: error
message: >-
  Whether health checks are up to date is sent, but immunisations, teeth check, health assessment or
  substance misuse is blank. Complete all four, which go together with it.
fields: [IMMUNISATIONS, TEETH_CHECK, HEALTH_ASSESSMENT, SUBSTANCE_MISUSE]
first_year: null
last_year: null
source: SSDA903 validation rule 547
---*/
SELECT
    x.row_id,
    x.la_code,
    x.collection_year,
    x.child_key,
    CASE
        WHEN x.is_immunised_text IS NULL THEN 'IMMUNISATIONS'
        WHEN x.has_teeth_check_text IS NULL THEN 'TEETH_CHECK'
        WHEN x.has_health_assessment_text IS NULL THEN 'HEALTH_ASSESSMENT'
        ELSE 'SUBSTANCE_MISUSE'
    END AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_ssda903__oc2 AS x
WHERE
    x.is_health_checked_text IS NOT NULL
    AND (
        x.is_immunised_text IS NULL
        OR x.has_teeth_check_text IS NULL
        OR x.has_health_assessment_text IS NULL
        OR x.has_substance_misuse_text IS NULL
    )
