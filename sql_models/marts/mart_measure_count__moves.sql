/*---
description: One row per count of children looked after at 31 March who moved often, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
source: DfE data pack 2013, figures 2 to 5. Other numbers of placements are not counted here, as their differences would tell small ones; mart_looked_after has all
---*/
WITH moves_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.age_band) = 0 THEN 'Age'
            WHEN GROUPING(m.sex) = 0 THEN 'Sex'
            WHEN GROUPING(m.legal_status_group) = 0 THEN 'Legal status'
            WHEN GROUPING(m.category_of_need) = 0 THEN 'Category of need'
            WHEN GROUPING(m.placement_group) = 0 THEN 'Placement'
            WHEN GROUPING(m.provider_group) = 0 THEN 'Provider'
            WHEN GROUPING(m.age_at_start_band) = 0 THEN 'Age at start'
            WHEN GROUPING(m.uasc) = 0 THEN 'Unaccompanied children'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(
            m.age_band, m.sex, m.legal_status_group, m.category_of_need, m.placement_group,
            m.provider_group, m.age_at_start_band, m.uasc, 'Total'
        ) AS breakdown_value,
        SUM(m.children) AS children,
        SUM(CASE WHEN m.placements_in_year_band NOT IN ('1', '2') THEN m.children ELSE 0 END)
            AS three_or_more,
        SUM(CASE WHEN m.placements_in_year_band = '10 or more' THEN m.children ELSE 0 END) AS ten_or_more
    FROM mart_looked_after AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.age_band),
        (m.la_code, m.collection_year, m.sex),
        (m.la_code, m.collection_year, m.legal_status_group),
        (m.la_code, m.collection_year, m.category_of_need),
        (m.la_code, m.collection_year, m.placement_group),
        (m.la_code, m.collection_year, m.provider_group),
        (m.la_code, m.collection_year, m.age_at_start_band),
        (m.la_code, m.collection_year, m.uasc)
    )
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'looked_after_3_or_more_placements' THEN g.three_or_more
        WHEN 'looked_after_10_or_more_placements' THEN g.ten_or_more
    END AS BIGINT) AS number
FROM moves_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('looked_after_3_or_more_placements', 'looked_after_10_or_more_placements')
UNION ALL
-- What all are broken down by beside the groups of mart_measure_count__looked_after.
SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'looked_after' THEN g.children
    END AS BIGINT) AS number
FROM moves_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('looked_after')
WHERE g.breakdown = 'Age at start'
