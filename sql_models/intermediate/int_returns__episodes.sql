/*---
description: One row per SSDA903 return of a local authority that holds episodes, the one in force for its year.
grain: [la_code, collection_year]
columns:
  as_at_date: Last day that the return covers.
  next_collection_year: Collection year of the local authority's next return held; NULL for its latest.
---*/
SELECT
    s.la_code,
    s.collection_year,
    CAST(COALESCE(MAX(s.as_at_date), MAKE_DATE(s.collection_year, 3, 31)) AS DATE) AS as_at_date,
    CAST(
        LEAD(s.collection_year) OVER (PARTITION BY s.la_code ORDER BY s.collection_year) AS INTEGER
    ) AS next_collection_year
FROM stg_intake__submissions AS s
WHERE s.source = 'ssda903' AND s.table_name = 'episodes'
GROUP BY s.la_code, s.collection_year
