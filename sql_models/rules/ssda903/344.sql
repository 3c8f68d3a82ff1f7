/*---
code: "344"
table: oc3
severity: error
message: >-
  The care leaver died or has returned home for six months or more, but activity or accommodation is
  sent. Send 0 for both, or correct whether you are in touch.
fields: [ACTIV, ACCOM]
first_year: null
last_year: null
source: SSDA903 validation rule 344
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    CASE WHEN o.activity_code <> '0' THEN 'ACTIV' ELSE 'ACCOM' END AS field,
    CASE WHEN o.activity_code <> '0' THEN o.activity_code ELSE o.accommodation_code END AS value
FROM stg_ssda903__oc3 AS o
WHERE
    o.in_touch_code IN ('DIED', 'RHOM')
    AND (o.activity_code <> '0' OR o.accommodation_code <> '0')
