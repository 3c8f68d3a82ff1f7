/*---
description: >-
  One row per LA, year, source, severity and day on which findings were new or fixed: how many, and how many were open after it.
grain: [la_code, collection_year, source, severity, judged_date]
columns:
  judged_date: Day on which the rules ran.
  findings_new: Findings that were first seen on that day.
  findings_fixed: Findings that were no longer found on that day. One that comes back later counts as never fixed.
  findings_open: Findings that were open at the end of that day.
---*/
WITH changes AS (
    SELECT
        h.la_code,
        h.collection_year,
        h.source,
        h.severity,
        h.first_seen_date AS judged_date,
        1 AS is_new,
        0 AS is_fixed
    FROM fct_data_quality_history AS h
    UNION ALL
    SELECT
        h.la_code,
        h.collection_year,
        h.source,
        h.severity,
        h.fixed_date AS judged_date,
        0 AS is_new,
        1 AS is_fixed
    FROM fct_data_quality_history AS h
    WHERE h.fixed_date IS NOT NULL
),

days AS (
    SELECT
        c.la_code,
        c.collection_year,
        c.source,
        c.severity,
        c.judged_date,
        SUM(c.is_new) AS findings_new,
        SUM(c.is_fixed) AS findings_fixed
    FROM changes AS c
    GROUP BY c.la_code, c.collection_year, c.source, c.severity, c.judged_date
)

SELECT
    d.la_code,
    a.la_name,
    d.collection_year,
    d.source,
    d.severity,
    d.judged_date,
    CAST(d.findings_new AS BIGINT) AS findings_new,
    CAST(d.findings_fixed AS BIGINT) AS findings_fixed,
    CAST(
        SUM(d.findings_new - d.findings_fixed) OVER (
            PARTITION BY d.la_code, d.collection_year, d.source, d.severity
            ORDER BY d.judged_date
        ) AS BIGINT
    ) AS findings_open
FROM days AS d
INNER JOIN dim_local_authority AS a ON d.la_code = a.la_code
