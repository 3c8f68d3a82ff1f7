/*---
description: One row per module of a return in force, by local authority and collection year.
grain: [la_code, collection_year, source, table_name]
columns:
  as_at_date: Last day that the return covers; 31 March for a year's return.
  rows_received: Rows of the module in force.
---*/
SELECT
    s.la_code,
    s.collection_year,
    s.source,
    s.table_name,
    CAST(MAX(s.as_at_date) AS DATE) AS as_at_date,
    CAST(SUM(s.rows_raw) AS BIGINT) AS rows_received
FROM stg_intake__submissions AS s
GROUP BY s.la_code, s.collection_year, s.source, s.table_name
