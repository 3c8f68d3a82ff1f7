/*---
description: One row per count of money, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
warnings:
  - Money is in pence, so that it adds up in whole numbers.
---*/
WITH months_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.placement_group) = 0 THEN 'Placement'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.placement_group, 'Total') AS breakdown_value,
        ROUND(100 * SUM(m.actual)) AS actual,
        ROUND(100 * SUM(m.budget)) AS budget,
        ROUND(100 * SUM(m.cost)) AS cost,
        SUM(m.paid_days) AS paid_days
    FROM mart_finance_month AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.placement_group)
    )
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'spend' THEN g.actual
        WHEN 'budget' THEN g.budget
        WHEN 'placement_cost' THEN g.cost
        WHEN 'placement_cost_days' THEN g.paid_days
    END AS BIGINT) AS number
FROM months_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('spend', 'budget', 'placement_cost', 'placement_cost_days')
