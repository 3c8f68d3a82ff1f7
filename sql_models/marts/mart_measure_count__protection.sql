/*---
description: One row per count of child protection plans, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
---*/
WITH plans_started_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.age_band) = 0 THEN 'Age'
            WHEN GROUPING(m.category_of_abuse) = 0 THEN 'Category of abuse'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.age_band, m.category_of_abuse, 'Total') AS breakdown_value,
        SUM(m.plans_started) AS plans_started,
        SUM(m.second_or_subsequent) AS second_or_subsequent
    FROM mart_child_protection_starts AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.age_band),
        (m.la_code, m.collection_year, m.category_of_abuse)
    )
),

plans_ended_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.age_band) = 0 THEN 'Age'
            WHEN GROUPING(m.category_of_abuse) = 0 THEN 'Category of abuse'
            WHEN GROUPING(m.plan_duration_band) = 0 THEN 'Time on plan'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.age_band, m.category_of_abuse, m.plan_duration_band, 'Total') AS breakdown_value,
        SUM(m.plans_ended) AS plans_ended,
        SUM(CASE WHEN m.became_looked_after THEN m.plans_ended ELSE 0 END) AS became_looked_after,
        SUM(m.days_of_plans_ended) AS days_of_plans_ended
    FROM mart_child_protection AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.age_band),
        (m.la_code, m.collection_year, m.category_of_abuse),
        (m.la_code, m.collection_year, m.plan_duration_band)
    )
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'protection_plans_started' THEN g.plans_started
        WHEN 'protection_plans_second_or_subsequent' THEN g.second_or_subsequent
    END AS BIGINT) AS number
FROM plans_started_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('protection_plans_started', 'protection_plans_second_or_subsequent')
UNION ALL
SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'protection_plans_ended' THEN g.plans_ended
        WHEN 'protection_plans_ended_looked_after' THEN g.became_looked_after
        WHEN 'days_of_protection_plans_ended' THEN g.days_of_plans_ended
    END AS BIGINT) AS number
FROM plans_ended_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN (
        'protection_plans_ended', 'protection_plans_ended_looked_after',
        'days_of_protection_plans_ended'
    )
