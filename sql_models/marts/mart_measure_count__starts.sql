/*---
description: One row per count of periods of care that began, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
---*/
WITH starts_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.age_band) = 0 THEN 'Age'
            WHEN GROUPING(m.sex) = 0 THEN 'Sex'
            WHEN GROUPING(m.legal_status_group) = 0 THEN 'Legal status'
            WHEN GROUPING(m.category_of_need) = 0 THEN 'Category of need'
            WHEN GROUPING(m.first_placement_group) = 0 THEN 'First placement'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(
            m.age_band, m.sex, m.legal_status_group, m.category_of_need, m.first_placement_group, 'Total'
        ) AS breakdown_value,
        SUM(m.starts) AS starts,
        SUM(CASE WHEN m.entry_number > 1 THEN m.starts ELSE 0 END) AS starts_again
    FROM mart_starts AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.age_band),
        (m.la_code, m.collection_year, m.sex),
        (m.la_code, m.collection_year, m.legal_status_group),
        (m.la_code, m.collection_year, m.category_of_need),
        (m.la_code, m.collection_year, m.first_placement_group)
    )
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'starts' THEN g.starts
        WHEN 'starts_again' THEN g.starts_again
    END AS BIGINT) AS number
FROM starts_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('starts', 'starts_again')
