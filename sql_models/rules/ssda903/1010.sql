/*---
code: "1010"
table: oc3
severity: error
message: >-
  The child was in care at the end of last year and has no episode this year, but information on a care
  leaver is sent. Send the episodes, or leave the information blank.
fields: [IN_TOUCH, ACTIV, ACCOM]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 1010
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
        SELECT 1 FROM stg_ssda903__episodes AS e
        WHERE e.la_code = o.la_code AND e.collection_year = o.collection_year AND e.child_key = o.child_key
    )
    AND EXISTS (
        SELECT 1
        FROM stg_ssda903__episodes AS l
        WHERE
            l.la_code = o.la_code AND l.collection_year = o.collection_year - 1 AND l.child_key = o.child_key
            AND l.end_date_text IS NULL
    )
