/*---
description: One row per count, LA, year and group, every group present for every LA and year that the gate lets out.
grain: [measure_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  measure_id: Which count it is.
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
---*/
WITH published_years AS (
    SELECT
        g.la_code,
        g.collection_year
    FROM fct_gate_decision AS g
    WHERE g.decision = 'publish'
),

starts AS (
    SELECT
        s.la_code,
        s.collection_year,
        CASE
            WHEN GROUPING(s.age_band) = 0 THEN 'Age'
            WHEN GROUPING(s.sex) = 0 THEN 'Sex'
            WHEN GROUPING(s.legal_status_group) = 0 THEN 'Legal status'
            WHEN GROUPING(s.category_of_need) = 0 THEN 'Category of need'
            WHEN GROUPING(s.first_placement_group) = 0 THEN 'First placement'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(
            s.age_band, s.sex, s.legal_status_group, s.category_of_need, s.first_placement_group, 'Total'
        ) AS breakdown_value,
        SUM(s.starts) AS number
    FROM mart_starts AS s
    GROUP BY GROUPING SETS (
        (s.la_code, s.collection_year),
        (s.la_code, s.collection_year, s.age_band),
        (s.la_code, s.collection_year, s.sex),
        (s.la_code, s.collection_year, s.legal_status_group),
        (s.la_code, s.collection_year, s.category_of_need),
        (s.la_code, s.collection_year, s.first_placement_group)
    )
),

looked_after AS (
    SELECT
        c.la_code,
        c.collection_year,
        CASE
            WHEN GROUPING(c.age_band) = 0 THEN 'Age'
            WHEN GROUPING(c.sex) = 0 THEN 'Sex'
            WHEN GROUPING(c.ethnic_group) = 0 THEN 'Ethnic group'
            WHEN GROUPING(c.legal_status_group) = 0 THEN 'Legal status'
            WHEN GROUPING(c.category_of_need) = 0 THEN 'Category of need'
            WHEN GROUPING(c.placement_group) = 0 THEN 'Placement'
            WHEN GROUPING(c.stability_band) = 0 THEN 'Placements in the year'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(
            c.age_band, c.sex, c.ethnic_group, c.legal_status_group, c.category_of_need,
            c.placement_group, c.stability_band, 'Total'
        ) AS breakdown_value,
        SUM(c.children) AS number
    FROM mart_looked_after AS c
    GROUP BY GROUPING SETS (
        (c.la_code, c.collection_year),
        (c.la_code, c.collection_year, c.age_band),
        (c.la_code, c.collection_year, c.sex),
        (c.la_code, c.collection_year, c.ethnic_group),
        (c.la_code, c.collection_year, c.legal_status_group),
        (c.la_code, c.collection_year, c.category_of_need),
        (c.la_code, c.collection_year, c.placement_group),
        (c.la_code, c.collection_year, c.stability_band)
    )
),

counts AS (
    SELECT
        'starts' AS measure_id,
        s.la_code,
        s.collection_year,
        s.breakdown,
        s.breakdown_value,
        s.number
    FROM starts AS s
    UNION ALL
    SELECT
        'looked_after' AS measure_id,
        c.la_code,
        c.collection_year,
        c.breakdown,
        c.breakdown_value,
        c.number
    FROM looked_after AS c
),

-- Every group that any LA has, so that a group without children is a zero and not a missing row.
all_groups AS (
    SELECT
        m.count_id AS measure_id,
        'Total' AS breakdown,
        'Total' AS breakdown_value
    FROM seed_measure_count AS m
    WHERE m.count_id IN ('starts', 'looked_after')
    UNION
    SELECT
        n.measure_id,
        n.breakdown,
        n.breakdown_value
    FROM counts AS n
    INNER JOIN published_years AS y ON n.la_code = y.la_code AND n.collection_year = y.collection_year
)

SELECT
    CAST(g.measure_id AS VARCHAR) AS measure_id,
    y.la_code,
    y.collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(COALESCE(n.number, 0) AS BIGINT) AS number
FROM published_years AS y
CROSS JOIN all_groups AS g
LEFT JOIN counts AS n
    ON
        g.measure_id = n.measure_id
        AND g.breakdown = n.breakdown
        AND g.breakdown_value = n.breakdown_value
        AND y.la_code = n.la_code
        AND y.collection_year = n.collection_year
