/*---
description: One row per child id that an export of contacts holds.
grain: [received_child_key, la_code, collection_year]
columns:
  received_child_key: Key made at the door from the local authority and the child id that it sent.
  source: Source that holds the id, local.
---*/
SELECT
    t.child_key AS received_child_key,
    t.la_code,
    CAST('local' AS VARCHAR) AS source,
    t.collection_year
FROM stg_local__contact AS t
WHERE t.child_key IS NOT NULL
GROUP BY t.child_key, t.la_code, t.collection_year
