/*---
code: "1002"
table: oc3
severity: query
message: >-
  The young person has no episode of care in the years held, but information on a care leaver
  is sent. Leave it blank, or send the episodes.
fields: [IN_TOUCH, ACTIV, ACCOM]
first_year: null
last_year: null
needs_previous_year: required
source: >-
  SSDA903 validation rule 1002. Nothing is said of someone who was 14 before the first of the returns held.
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
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__episodes AS e
        WHERE
            e.la_code = o.la_code
            AND e.collection_year <= o.collection_year
            AND e.child_key = o.child_key
    )
    -- Someone of 14 before the first return held may have been in care in years that nobody has sent.
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__header AS h
        INNER JOIN int_returns__unbroken AS u
            ON h.la_code = u.la_code AND h.collection_year = u.collection_year
        WHERE
            h.la_code = o.la_code
            AND h.collection_year = o.collection_year
            AND h.child_key = o.child_key
            AND h.birth_date + INTERVAL 14 YEAR < u.known_from
    )
