/*---
description: One row per LA, plan, line of it and year, with placements added or taken away, what is then left, and money saved.
grain: [la_code, plan, line, collection_year]
columns:
  line: What is to change, or All for the whole plan.
  children_change: Children or placements that the year adds; negative where it takes away.
  children: Children or placements at the end of the year, from the number before the plan.
  saving: What the year saves in pounds.
  saving_to_date: What the plan has saved by the end of the year in pounds.
source: >-
  Walsall figure 38. Every line has every year of the plan, with 0 where it says nothing. The figure's row of fewer
  children prints 1,415,000 for three years; they sum to 1,960,000, which the figure's own total takes too, and so do we.
---*/
WITH plan_years AS (
    SELECT DISTINCT
        p.la_code,
        p.plan,
        p.collection_year
    FROM seed_planned_change AS p
),

plan_lines AS (
    SELECT
        p.la_code,
        p.plan,
        p.line,
        MAX(p.children_at_start) AS children_at_start
    FROM seed_planned_change AS p
    GROUP BY p.la_code, p.plan, p.line
),

lines_of_years AS (
    SELECT
        l.la_code,
        l.plan,
        l.line,
        y.collection_year,
        l.children_at_start,
        COALESCE(p.children_change, 0) AS children_change,
        COALESCE(p.saving_gbp, 0) AS saving
    FROM plan_lines AS l
    INNER JOIN plan_years AS y ON l.la_code = y.la_code AND l.plan = y.plan
    LEFT JOIN seed_planned_change AS p
        ON
            l.la_code = p.la_code
            AND l.plan = p.plan
            AND l.line = p.line
            AND y.collection_year = p.collection_year
),

lines AS (
    SELECT l.*
    FROM lines_of_years AS l
    UNION ALL
    SELECT
        l.la_code,
        l.plan,
        'All' AS line,
        l.collection_year,
        SUM(l.children_at_start) AS children_at_start,
        SUM(l.children_change) AS children_change,
        SUM(l.saving) AS saving
    FROM lines_of_years AS l
    GROUP BY l.la_code, l.plan, l.collection_year
)

SELECT
    l.la_code,
    a.la_name,
    l.plan,
    CAST(l.line AS VARCHAR) AS line,
    l.collection_year,
    CAST(l.children_change AS BIGINT) AS children_change,
    CAST(l.children_at_start + SUM(l.children_change) OVER (
        PARTITION BY l.la_code, l.plan, l.line ORDER BY l.collection_year
    ) AS BIGINT) AS children,
    CAST(l.saving AS DECIMAL(18, 2)) AS saving,
    CAST(SUM(l.saving) OVER (
        PARTITION BY l.la_code, l.plan, l.line ORDER BY l.collection_year
    ) AS DECIMAL(18, 2)) AS saving_to_date
FROM lines AS l
INNER JOIN dim_local_authority AS a ON l.la_code = a.la_code
