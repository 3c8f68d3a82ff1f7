/*---
code: "1011"
table: oc3
severity: error
message: >-
  Another local authority took over the care of the child (E3), but information on a care leaver is
  sent. Leave it blank, or correct the reason why care ceased.
fields: [IN_TOUCH, ACTIV, ACCOM]
first_year: null
last_year: null
source: SSDA903 validation rule 1011
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
    AND EXISTS (
        SELECT 1
        FROM int_episodes__in_order AS e
        WHERE
            e.la_code = o.la_code
            AND e.collection_year = o.collection_year
            AND e.child_key = o.child_key
            AND e.is_last
            AND e.reason_episode_ceased_code = 'E3'
    )
