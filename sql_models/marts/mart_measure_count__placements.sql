/*---
description: One row per count of placement days, endings and changes, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
---*/
WITH days_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.placement_group) = 0 THEN 'Placement'
            WHEN GROUPING(m.provider_group) = 0 THEN 'Provider'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.placement_group, m.provider_group, 'Total') AS breakdown_value,
        SUM(m.days) AS days,
        SUM(m.placements_ended) AS placements_ended,
        SUM(m.days_of_placements_ended) AS days_of_placements_ended
    FROM mart_placement_days AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.placement_group),
        (m.la_code, m.collection_year, m.provider_group)
    )
),

changes_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.reason_for_change) = 0 THEN 'Reason for change'
            WHEN GROUPING(m.placement_group_before) = 0 THEN 'Placement before'
            WHEN GROUPING(m.placement_group_after) = 0 THEN 'Placement after'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(
            m.reason_for_change, m.placement_group_before, m.placement_group_after, 'Total'
        ) AS breakdown_value,
        SUM(m.changes) AS changes
    FROM mart_placement_changes AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.reason_for_change),
        (m.la_code, m.collection_year, m.placement_group_before),
        (m.la_code, m.collection_year, m.placement_group_after)
    )
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'placement_days' THEN g.days
        WHEN 'placements_ended' THEN g.placements_ended
        WHEN 'days_of_placements_ended' THEN g.days_of_placements_ended
    END AS BIGINT) AS number
FROM days_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('placement_days', 'placements_ended', 'days_of_placements_ended')
UNION ALL
SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(g.changes AS BIGINT) AS number
FROM changes_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id = 'placement_changes'
