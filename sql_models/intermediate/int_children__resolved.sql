/*---
description: One row per child id that a local authority has sent, with the child that it stands for.
grain: [received_child_key]
columns:
  child_key: Pseudonymous key of the child; the same for all ids of one child within a local authority.
  la_code: Local authority that sent the id.
---*/
SELECT
    i.received_child_key,
    CAST(i.received_child_key AS VARCHAR) AS child_key,
    CAST(MAX(i.la_code) AS VARCHAR) AS la_code
FROM int_child_ids__received AS i
GROUP BY i.received_child_key
