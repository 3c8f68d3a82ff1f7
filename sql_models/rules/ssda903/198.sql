/*---
code: "198"
table: oc2
severity: error
message: >-
  A reason for having no strengths and difficulties score is sent of a child who was not looked after
  all through the year to 31 March. Leave it blank, or correct the child's episodes.
fields: [SDQ_REASON]
first_year: null
last_year: null
source: SSDA903 validation rule 198
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'SDQ_REASON' AS field,
    o.sdq_reason_code AS value
FROM stg_ssda903__oc2 AS o
WHERE
    o.sdq_reason_code IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM int_children__in_care_all_year AS l
        WHERE l.la_code = o.la_code AND l.collection_year = o.collection_year AND l.child_key = o.child_key
    )
