/*---
code: "348"
table: oc3
severity: error
message: >-
  Care leaver information is sent of a young person who had died by last year's return. Leave it blank,
  or tell the Department that last year's was wrong.
fields: [IN_TOUCH]
first_year: 2026
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 348
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'IN_TOUCH' AS field,
    o.in_touch_code AS value
FROM stg_ssda903__oc3 AS o
INNER JOIN stg_ssda903__oc3 AS l
    ON o.la_code = l.la_code AND o.collection_year = l.collection_year + 1 AND o.child_key = l.child_key
WHERE l.in_touch_code = 'DIED' AND o.in_touch_code IS NOT NULL
