/*---
description: One row per row of the unaccompanied asylum-seeking children module in force; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
source: SSDA903 return, UASC module
---*/
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.la_code,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    r.child_key
FROM raw_ssda903__uasc AS r
