/*---
code: "628"
table: header
severity: error
message: >-
  The young person was not looked after in the year, but whether she is a mother is sent. Leave it
  blank, or send the episodes.
fields: [MOTHER]
first_year: null
last_year: null
source: SSDA903 validation rule 628
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'MOTHER' AS field,
    h.mother_code AS value
FROM stg_ssda903__header AS h
WHERE
    h.mother_code IS NOT NULL
    AND EXISTS (
        SELECT 1 FROM stg_ssda903__oc3 AS o
        WHERE o.la_code = h.la_code AND o.collection_year = h.collection_year AND o.child_key = h.child_key
    )
    AND NOT EXISTS (
        SELECT 1 FROM stg_ssda903__episodes AS e
        WHERE e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
    )
