/*---
code: "INT04"
table: missing
severity: error
message: >-
  The child has a row here and none in the header. Send the child in the header, or correct the child
  id.
fields: [CHILD]
first_year: null
last_year: null
source: SSDA903 validation rule INT04
---*/
SELECT
    m.row_id,
    m.la_code,
    m.collection_year,
    m.child_key,
    'CHILD' AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_ssda903__missing AS m
WHERE
    NOT EXISTS (
        SELECT 1 FROM stg_ssda903__header AS h
        WHERE h.la_code = m.la_code AND h.collection_year = m.collection_year AND h.child_key = m.child_key
    )
