/*---
description: One row per table of a CIN census that a local authority returned for a collection year.
grain: [la_code, table_name, collection_year]
columns:
  as_at_date: Last day that the census covers.
  latest_collection_year: Latest collection year for which the authority returned the table.
---*/
SELECT
    s.la_code,
    s.table_name,
    s.collection_year,
    CAST(MAX(s.as_at_date) AS DATE) AS as_at_date,
    CAST(
        MAX(s.collection_year) OVER (PARTITION BY s.la_code, s.table_name) AS INTEGER
    ) AS latest_collection_year
FROM stg_intake__submissions AS s
WHERE s.source = 'cin_census'
GROUP BY s.la_code, s.table_name, s.collection_year
