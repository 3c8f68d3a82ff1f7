/*---
code: "INT05"
table: oc2
severity: error
message: >-
  The child has a row here and none in the header. Send the child in the header, or correct the child
  id.
fields: [CHILD]
first_year: null
last_year: null
source: SSDA903 validation rule INT05
---*/
SELECT
    x.row_id,
    x.la_code,
    x.collection_year,
    x.child_key,
    'CHILD' AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_ssda903__oc2 AS x
WHERE
    NOT EXISTS (
        SELECT 1 FROM stg_ssda903__header AS h
        WHERE h.la_code = x.la_code AND h.collection_year = x.collection_year AND h.child_key = x.child_key
    )
