/*---
code: "EPI"
table: header
severity: query
message: >-
  The child has neither an episode nor information on a care leaver, so that little else can be judged.
  Send the episodes, or take the child out of the return.
fields: [CHILD]
first_year: null
last_year: null
source: SSDA903 validation rule EPI
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'CHILD' AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_ssda903__header AS h
WHERE
    NOT EXISTS (
        SELECT 1 FROM stg_ssda903__episodes AS e
        WHERE e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
    )
    AND NOT EXISTS (
        SELECT 1 FROM stg_ssda903__oc3 AS o
        WHERE o.la_code = h.la_code AND o.collection_year = h.collection_year AND o.child_key = h.child_key
    )
