/*---
code: "345"
table: oc3
severity: error
message: >-
  The authority is in touch with the care leaver, but activity or accommodation is 0, which stands for
  not known. Send what the care leaver does and where, or correct whether you are in touch.
fields: [ACTIV, ACCOM]
first_year: null
last_year: null
source: SSDA903 validation rule 345
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    CASE WHEN o.activity_code = '0' THEN 'ACTIV' ELSE 'ACCOM' END AS field,
    '0' AS value
FROM stg_ssda903__oc3 AS o
WHERE o.in_touch_code = 'YES' AND (o.activity_code = '0' OR o.accommodation_code = '0')
