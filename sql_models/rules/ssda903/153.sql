/*---
code: "153"
table: oc3
severity: error
message: >-
  Some of the items on the care leaver are sent and others are blank. Complete whether you are in touch,
  activity and accommodation, or leave all blank.
fields: [IN_TOUCH, ACTIV, ACCOM]
first_year: null
last_year: null
source: SSDA903 validation rule 153
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    CASE
        WHEN o.in_touch_code IS NULL THEN 'IN_TOUCH'
        WHEN o.activity_code IS NULL THEN 'ACTIV'
        ELSE 'ACCOM'
    END AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_ssda903__oc3 AS o
WHERE
    COALESCE(
        o.in_touch_code, o.activity_code, o.accommodation_code
    ) IS NOT NULL
    AND (
        o.in_touch_code IS NULL
        OR o.activity_code IS NULL
        OR o.accommodation_code IS NULL
    )
