/*---
description: One row per child id that an export of placement costs holds, whatever the table.
grain: [received_child_key, la_code, collection_year]
columns:
  received_child_key: Key made at the door from the local authority and the child id that it sent.
  source: Source that holds the id, finance.
---*/
WITH rows_of_children AS (
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_finance__placement_cost AS t
)

SELECT
    r.child_key AS received_child_key,
    r.la_code,
    CAST('finance' AS VARCHAR) AS source,
    r.collection_year
FROM rows_of_children AS r
WHERE r.child_key IS NOT NULL
GROUP BY r.child_key, r.la_code, r.collection_year
