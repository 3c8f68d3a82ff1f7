/*---
description: One row per count of periods of care that ended, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
---*/
WITH leavers_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.age_band) = 0 THEN 'Age'
            WHEN GROUPING(m.sex) = 0 THEN 'Sex'
            WHEN GROUPING(m.exit_reason_group) = 0 THEN 'Reason for leaving'
            WHEN GROUPING(m.final_legal_status_group) = 0 THEN 'Legal status'
            WHEN GROUPING(m.category_of_need) = 0 THEN 'Category of need'
            WHEN GROUPING(m.duration_band) = 0 THEN 'Time looked after'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(
            m.age_band, m.sex, m.exit_reason_group, m.final_legal_status_group, m.category_of_need,
            m.duration_band, 'Total'
        ) AS breakdown_value,
        SUM(m.leavers) AS leavers,
        SUM(CASE WHEN m.returned_home THEN m.leavers ELSE 0 END) AS returned_home,
        SUM(m.days_looked_after) AS days_looked_after
    FROM mart_leavers AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.age_band),
        (m.la_code, m.collection_year, m.sex),
        (m.la_code, m.collection_year, m.exit_reason_group),
        (m.la_code, m.collection_year, m.final_legal_status_group),
        (m.la_code, m.collection_year, m.category_of_need),
        (m.la_code, m.collection_year, m.duration_band)
    )
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'leavers' THEN g.leavers
        WHEN 'leavers_returned_home' THEN g.returned_home
        WHEN 'leavers_days_looked_after' THEN g.days_looked_after
    END AS BIGINT) AS number
FROM leavers_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('leavers', 'leavers_returned_home', 'leavers_days_looked_after')
