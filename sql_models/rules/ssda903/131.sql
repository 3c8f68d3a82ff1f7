/*---
code: "131"
table: oc3
severity: error
message: >-
  Whether the authority is in touch with the care leaver is not a code in force in that year. Send YES,
  NO, DIED, REFU, NREQ or RHOM.
fields: [IN_TOUCH]
first_year: null
last_year: null
source: SSDA903 validation rule 131
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'IN_TOUCH' AS field,
    o.in_touch_code_text AS value
FROM stg_ssda903__oc3 AS o
WHERE
    o.in_touch_code_text IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM seed_ssda903_code AS s
        WHERE
            s.code_list = 'in_touch'
            AND s.code = o.in_touch_code_text
            AND o.collection_year >= COALESCE(s.first_year, o.collection_year)
            AND o.collection_year <= COALESCE(s.last_year, o.collection_year)
    )
