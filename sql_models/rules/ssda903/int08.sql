/*---
code: "INT08"
table: reviews
severity: error
message: >-
  The child has a row here and none in the header. Send the child in the header, or correct the child
  id.
fields: [CHILD]
first_year: null
last_year: null
source: SSDA903 validation rule INT08
---*/
SELECT
    r.row_id,
    r.la_code,
    r.collection_year,
    r.child_key,
    'CHILD' AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_ssda903__reviews AS r
WHERE
    NOT EXISTS (
        SELECT 1 FROM stg_ssda903__header AS h
        WHERE h.la_code = r.la_code AND h.collection_year = r.collection_year AND h.child_key = r.child_key
    )
