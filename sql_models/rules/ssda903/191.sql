/*---
code: "191"
tables: [oc2, episodes]
severity: error
message: >-
  The child was looked after all through the year to 31 March, but immunisations, teeth check, health
  assessment or substance misuse is blank, or the child has no row of health outcomes. Complete these
  items.
fields: [IMMUNISATIONS, TEETH_CHECK, HEALTH_ASSESSMENT, SUBSTANCE_MISUSE, CHILD]
first_year: null
last_year: null
source: SSDA903 validation rule 191
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
    CAST(NULL AS VARCHAR) AS value,
    'oc2' AS table_name
FROM stg_ssda903__oc2 AS o
WHERE
    (
        o.is_immunised_text IS NULL
        OR o.has_teeth_check_text IS NULL
        OR o.has_health_assessment_text IS NULL
        OR o.has_substance_misuse_text IS NULL
    )
    AND EXISTS (
        SELECT 1
        FROM int_children__in_care_all_year AS l
        WHERE l.la_code = o.la_code AND l.collection_year = o.collection_year AND l.child_key = o.child_key
    )
UNION ALL
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'CHILD' AS field,
    e.la_child_id AS value,
    'episodes' AS table_name
FROM stg_ssda903__episodes AS e
INNER JOIN int_episodes__in_order AS n ON e.row_id = n.row_id
INNER JOIN int_children__in_care_all_year AS l
    ON e.la_code = l.la_code AND e.collection_year = l.collection_year AND e.child_key = l.child_key
WHERE
    n.is_last
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__oc2 AS o
        WHERE o.la_code = e.la_code AND o.collection_year = e.collection_year AND o.child_key = e.child_key
    )
