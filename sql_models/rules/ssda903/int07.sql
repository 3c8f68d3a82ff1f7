/*---
code: "INT07"
table: previous_permanence
severity: error
message: >-
  The child has a row here and none in the header. Send the child in the header, or correct the child
  id.
fields: [CHILD]
first_year: null
last_year: null
source: SSDA903 validation rule INT07
---*/
SELECT
    v.row_id,
    v.la_code,
    v.collection_year,
    v.child_key,
    'CHILD' AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_ssda903__previous_permanence AS v
WHERE
    NOT EXISTS (
        SELECT 1 FROM stg_ssda903__header AS h
        WHERE h.la_code = v.la_code AND h.collection_year = v.collection_year AND h.child_key = v.child_key
    )
