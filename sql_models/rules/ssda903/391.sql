/*---
code: "391"
table: oc3
severity: error
message: >-
  The young person was at no time of the year 17 to 21 years old, but care leaver information is sent.
  Leave it blank, or correct the date of birth.
fields: [IN_TOUCH, ACTIV, ACCOM]
first_year: null
last_year: null
source: SSDA903 validation rule 391
---*/
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
WHERE
    COALESCE(o.in_touch_code, o.activity_code, o.accommodation_code) IS NOT NULL
    AND (
        o.birth_date + INTERVAL 17 YEAR > MAKE_DATE(o.collection_year, 3, 31)
        OR o.birth_date + INTERVAL 22 YEAR <= MAKE_DATE(o.collection_year - 1, 4, 1)
    )
