/*---
code: "215"
tables: [oc3, oc2]
severity: error
message: >-
  Items on leaving care and items on a child looked after for 12 months at the end of the year are sent
  of one child, who cannot be both. Leave one of the two blank.
fields:
  [IN_TOUCH, ACTIV, ACCOM, CONVICTED, HEALTH_CHECK, IMMUNISATIONS, TEETH_CHECK, HEALTH_ASSESSMENT,
   SUBSTANCE_MISUSE, INTERVENTION_RECEIVED, INTERVENTION_OFFERED]
first_year: null
last_year: null
source: SSDA903 validation rule 215
---*/
WITH care_leavers AS (
    SELECT
        o.row_id,
        o.la_code,
        o.collection_year,
        o.child_key,
        CASE
            WHEN o.in_touch_code IS NOT NULL THEN 'IN_TOUCH'
            WHEN o.activity_code IS NOT NULL THEN 'ACTIV'
            ELSE 'ACCOM'
        END AS field,
        COALESCE(o.in_touch_code, o.activity_code, o.accommodation_code) AS value
    FROM stg_ssda903__oc3 AS o
    WHERE COALESCE(o.in_touch_code, o.activity_code, o.accommodation_code) IS NOT NULL
),

outcomes AS (
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
)

SELECT
    c.row_id,
    c.la_code,
    c.collection_year,
    c.child_key,
    c.field,
    c.value,
    'oc3' AS table_name
FROM care_leavers AS c
WHERE
    EXISTS (
        SELECT 1
        FROM outcomes AS n
        WHERE n.la_code = c.la_code AND n.collection_year = c.collection_year AND n.child_key = c.child_key
    )
UNION ALL
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    o.field,
    o.value,
    'oc2' AS table_name
FROM outcomes AS o
WHERE
    EXISTS (
        SELECT 1
        FROM care_leavers AS n
        WHERE n.la_code = o.la_code AND n.collection_year = o.collection_year AND n.child_key = o.child_key
    )
