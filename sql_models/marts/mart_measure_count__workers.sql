/*---
description: One row per count of social workers and deprivations of liberty, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  collection_year: Collection year of what is counted, the year in which the 31 March falls.
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
source: DfE children looked after, social workers; two spells in a year are two social workers
---*/
WITH social_workers_of_children AS (
    SELECT
        f.la_code,
        f.collection_year,
        COUNT(*) AS social_workers
    FROM fct_looked_after_at_year_end AS f
    INNER JOIN fct_social_worker_spell AS s
        ON
            f.child_key = s.child_key
            AND f.as_at_date >= s.start_date
            AND (s.end_date IS NULL OR f.as_at_date - INTERVAL 1 YEAR < s.end_date)
    GROUP BY f.la_code, f.collection_year, f.child_key
),

social_workers_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        'Total' AS breakdown,
        'Total' AS breakdown_value,
        COUNT(*) AS children,
        SUM(CASE WHEN m.social_workers > 1 THEN 1 ELSE 0 END) AS changed
    FROM social_workers_of_children AS m
    GROUP BY m.la_code, m.collection_year
),

social_worker_changes AS (
    SELECT
        s.la_code,
        -- Nine months on, 1 April is 1 January: the year is the collection year.
        EXTRACT(YEAR FROM s.end_date + INTERVAL 9 MONTH) AS collection_year,
        s.social_worker_change_reason
    FROM fct_social_worker_spell AS s
    WHERE s.end_date IS NOT NULL
),

changes_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.social_worker_change_reason) = 0 THEN 'Reason'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.social_worker_change_reason, 'Total') AS breakdown_value,
        COUNT(*) AS changes
    FROM social_worker_changes AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.social_worker_change_reason)
    )
),

deprivations_of_liberty AS (
    SELECT
        d.la_code,
        EXTRACT(YEAR FROM d.start_date + INTERVAL 9 MONTH) AS collection_year
    FROM fct_deprivation_of_liberty AS d
),

deprivations_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        'Total' AS breakdown,
        'Total' AS breakdown_value,
        COUNT(*) AS orders
    FROM deprivations_of_liberty AS m
    GROUP BY m.la_code, m.collection_year
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'social_worker_children' THEN g.children
        WHEN 'social_worker_children_changed' THEN g.changed
    END AS BIGINT) AS number
FROM social_workers_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('social_worker_children', 'social_worker_children_changed')
UNION ALL
SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'social_worker_changes' THEN g.changes
    END AS BIGINT) AS number
FROM changes_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('social_worker_changes')
UNION ALL
SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'deprivation_of_liberty_orders' THEN g.orders
    END AS BIGINT) AS number
FROM deprivations_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('deprivation_of_liberty_orders')
