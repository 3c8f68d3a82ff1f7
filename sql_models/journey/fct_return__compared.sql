/*---
description: One row per module of a return in force, and of last year's that this year's lacks, with how many rows last year's had.
grain: [la_code, collection_year, source, table_name]
columns:
  collection_year: Collection year of the return.
  is_whole_year: Whether the return covers the year to its 31 March.
  rows_received: Rows of the module in force; 0 when the return has no such module.
  rows_last_year: Rows of the module in the return of the year before, 0 when that has no such module; NULL when none is held.
  latest_collection_year: Latest collection year that the local authority returned of the source.
  due_collection_year: Latest collection year that half the local authorities or more returned of the source.
---*/
WITH returns AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.source,
        MAX(r.as_at_date) AS as_at_date,
        MAX(r.collection_year) OVER (PARTITION BY r.la_code, r.source) AS latest_collection_year
    FROM fct_return AS r
    GROUP BY r.la_code, r.collection_year, r.source
),

authorities AS (
    SELECT
        r.source,
        COUNT(DISTINCT r.la_code) AS authorities
    FROM returns AS r
    GROUP BY r.source
),

due_years AS (
    SELECT
        r.source,
        MAX(r.collection_year) AS due_collection_year
    FROM (
        SELECT
            y.source,
            y.collection_year,
            COUNT(*) AS authorities
        FROM returns AS y
        GROUP BY y.source, y.collection_year
    ) AS r
    INNER JOIN authorities AS a ON r.source = a.source
    WHERE r.authorities * 2 >= a.authorities
    GROUP BY r.source
),

modules AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.source,
        r.table_name
    FROM fct_return AS r
    UNION
    SELECT
        r.la_code,
        r.collection_year + 1 AS collection_year,
        r.source,
        r.table_name
    FROM fct_return AS r
)

SELECT
    m.la_code,
    CAST(m.collection_year AS INTEGER) AS collection_year,
    m.source,
    m.table_name,
    CAST(r.as_at_date = MAKE_DATE(r.collection_year, 3, 31) AS BOOLEAN) AS is_whole_year,
    CAST(COALESCE(t.rows_received, 0) AS BIGINT) AS rows_received,
    CAST(
        CASE WHEN p.la_code IS NOT NULL THEN COALESCE(b.rows_received, 0) END AS BIGINT
    ) AS rows_last_year,
    CAST(r.latest_collection_year AS INTEGER) AS latest_collection_year,
    CAST(d.due_collection_year AS INTEGER) AS due_collection_year
FROM modules AS m
INNER JOIN returns AS r
    ON m.la_code = r.la_code AND m.collection_year = r.collection_year AND m.source = r.source
LEFT JOIN due_years AS d ON m.source = d.source
LEFT JOIN returns AS p
    ON m.la_code = p.la_code AND m.collection_year = p.collection_year + 1 AND m.source = p.source
LEFT JOIN fct_return AS t
    ON
        m.la_code = t.la_code
        AND m.collection_year = t.collection_year
        AND m.source = t.source
        AND m.table_name = t.table_name
LEFT JOIN fct_return AS b
    ON
        m.la_code = b.la_code
        AND m.collection_year = b.collection_year + 1
        AND m.source = b.source
        AND m.table_name = b.table_name
