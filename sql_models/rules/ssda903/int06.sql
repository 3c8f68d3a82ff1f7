/*---
code: "INT06"
table: oc3
severity: error
message: >-
  The child has a row here and none in the header. Send the child in the header, or correct the child
  id.
fields: [CHILD]
first_year: null
last_year: null
source: SSDA903 validation rule INT06
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'CHILD' AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_ssda903__oc3 AS o
WHERE
    NOT EXISTS (
        SELECT 1 FROM stg_ssda903__header AS h
        WHERE h.la_code = o.la_code AND h.collection_year = o.collection_year AND h.child_key = o.child_key
    )
