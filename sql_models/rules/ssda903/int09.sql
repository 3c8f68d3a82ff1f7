/*---
code: "INT09"
table: uasc
severity: error
message: >-
  The child has a row here and none in the header. Send the child in the header, or correct the child
  id.
fields: [CHILD]
first_year: null
last_year: null
source: SSDA903 validation rule INT09
---*/
SELECT
    u.row_id,
    u.la_code,
    u.collection_year,
    u.child_key,
    'CHILD' AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_ssda903__uasc AS u
WHERE
    NOT EXISTS (
        SELECT 1 FROM stg_ssda903__header AS h
        WHERE h.la_code = u.la_code AND h.collection_year = u.collection_year AND h.child_key = u.child_key
    )
