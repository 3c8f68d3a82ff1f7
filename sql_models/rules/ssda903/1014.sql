/*---
code: "1014"
tables: [uasc, oc3]
severity: error
message: >-
  The young person is a care leaver without an episode in the year, but information on an unaccompanied
  asylum-seeking child is sent. Leave that out, or send the episodes.
fields: [DUC, IN_TOUCH, ACTIV, ACCOM]
first_year: null
last_year: null
source: SSDA903 validation rule 1014
---*/
WITH failing AS (
    SELECT
        o.la_code,
        o.collection_year,
        o.child_key,
        u.row_id AS uasc_row_id,
        u.uasc_ceased_date_text,
        o.row_id AS oc3_row_id,
        CASE
            WHEN o.in_touch_code IS NOT NULL THEN 'IN_TOUCH'
            WHEN o.activity_code IS NOT NULL THEN 'ACTIV'
            ELSE 'ACCOM'
        END AS field,
        COALESCE(o.in_touch_code, o.activity_code, o.accommodation_code) AS value
    FROM stg_ssda903__oc3 AS o
    INNER JOIN
        stg_ssda903__uasc AS u
        ON o.la_code = u.la_code AND o.collection_year = u.collection_year AND o.child_key = u.child_key
    WHERE
        COALESCE(o.in_touch_code, o.activity_code, o.accommodation_code) IS NOT NULL
        AND NOT EXISTS (
            SELECT 1
            FROM stg_ssda903__episodes AS e
            WHERE
                e.la_code = o.la_code AND e.collection_year = o.collection_year AND e.child_key = o.child_key
                AND e.start_date <= MAKE_DATE(e.collection_year, 3, 31)
                AND COALESCE(e.end_date >= MAKE_DATE(e.collection_year - 1, 4, 1), TRUE)
        )
)

SELECT DISTINCT
    f.uasc_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DUC' AS field,
    f.uasc_ceased_date_text AS value,
    'uasc' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    f.oc3_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    f.field,
    f.value,
    'oc3' AS table_name
FROM failing AS f
