/*---
description: One row per file in force, the latest that an LA sent for a module and a year.
grain: [file_id]
---*/
SELECT
    s.file_id,
    s.source,
    s.table_name,
    s.la_code,
    s.collection_year,
    s.received_at,
    s.as_at_date,
    s.rows_raw
FROM raw_intake__submissions AS s
