/*---
code: "1016"
table: oc3
severity: error
message: >-
  The young person ceased to be looked after in the year after the 17th or 18th birthday, so that
  information on a care leaver is not asked for. Leave it blank, or correct the dates of care.
fields: [IN_TOUCH, ACTIV, ACCOM]
first_year: null
last_year: null
source: SSDA903 validation rule 1016
---*/
WITH birthdays AS (
    SELECT
        o.row_id,
        o.la_code,
        o.collection_year,
        o.child_key,
        o.birth_date + INTERVAL 17 YEAR AS birthday
    FROM stg_ssda903__oc3 AS o
    UNION ALL
    SELECT
        o.row_id,
        o.la_code,
        o.collection_year,
        o.child_key,
        o.birth_date + INTERVAL 18 YEAR AS birthday
    FROM stg_ssda903__oc3 AS o
)

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
        FROM birthdays AS b
        INNER JOIN
            stg_ssda903__episodes AS e
            ON b.la_code = e.la_code AND b.collection_year = e.collection_year AND b.child_key = e.child_key
        WHERE
            b.row_id = o.row_id
            AND b.birthday >= MAKE_DATE(b.collection_year - 1, 4, 1)
            AND b.birthday <= MAKE_DATE(b.collection_year, 3, 31)
            AND e.end_date > b.birthday
            AND e.end_date <= MAKE_DATE(b.collection_year, 3, 31)
            AND COALESCE(e.reason_episode_ceased_code, '') <> 'X1'
    )
