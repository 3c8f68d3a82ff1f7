/*---
description: One row per count of child protection plans in force at 31 March and whether they were reviewed in time, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
source: DfE characteristics of children in need, tables D4 to D6; a plan not reviewed since its review fell due is not on time
---*/
WITH year_ends AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.as_at_date
    FROM fct_return AS r
    WHERE r.source = 'cin_census' AND r.table_name = 'cin_details'
),

plans AS (
    SELECT
        y.la_code,
        y.collection_year,
        y.as_at_date,
        p.child_protection_plan_key,
        p.start_date,
        p.latest_category_of_abuse,
        2 * (
            (EXTRACT(YEAR FROM y.as_at_date) - EXTRACT(YEAR FROM p.start_date)) * 12
            + EXTRACT(MONTH FROM y.as_at_date) - EXTRACT(MONTH FROM p.start_date)
        ) + CASE
            WHEN EXTRACT(DAY FROM y.as_at_date) < EXTRACT(DAY FROM p.start_date) THEN -1
            WHEN EXTRACT(DAY FROM y.as_at_date) > EXTRACT(DAY FROM p.start_date) THEN 1
            ELSE 0
        END AS half_months
    FROM year_ends AS y
    INNER JOIN fct_child_protection_plan AS p
        ON
            y.la_code = p.la_code
            AND y.as_at_date >= p.start_date
            AND (p.end_date IS NULL OR y.as_at_date < p.end_date)
),

reviews AS (
    SELECT
        p.child_protection_plan_key,
        p.collection_year,
        p.as_at_date,
        c.conference_date,
        -- The first is due three months after the plan began, each other six months after the one before.
        COALESCE(
            LAG(c.conference_date) OVER reviews_of_plan + INTERVAL 6 MONTH,
            p.start_date + INTERVAL 3 MONTH
        ) AS due_date,
        LEAD(c.conference_date) OVER reviews_of_plan IS NULL AS is_last
    FROM plans AS p
    LEFT JOIN fct_conference AS c
        ON
            p.child_protection_plan_key = c.child_protection_plan_key
            AND c.conference_type = 'Review conference'
            AND p.as_at_date >= c.conference_date
    WINDOW reviews_of_plan AS (
        PARTITION BY p.child_protection_plan_key, p.collection_year
        ORDER BY c.conference_date
    )
),

late_plans AS (
    SELECT
        r.child_protection_plan_key,
        r.collection_year,
        MAX(
            CASE
                WHEN COALESCE(r.conference_date, r.as_at_date) > r.due_date THEN 1
                WHEN r.is_last AND r.as_at_date > r.conference_date + INTERVAL 6 MONTH THEN 1
                ELSE 0
            END
        ) AS late_reviews
    FROM reviews AS r
    GROUP BY r.child_protection_plan_key, r.collection_year
),

banded_plans AS (
    SELECT
        p.*,
        COALESCE(d.plan_duration_band, 'Unknown') AS plan_duration_band,
        p.half_months > 6 AS is_over_3_months,
        t.late_reviews = 0 AS is_on_time
    FROM plans AS p
    INNER JOIN late_plans AS t
        ON p.child_protection_plan_key = t.child_protection_plan_key AND p.collection_year = t.collection_year
    LEFT JOIN seed_plan_duration_band AS d
        ON p.half_months >= d.from_half_months AND p.half_months < d.to_half_months
),

plans_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.latest_category_of_abuse) = 0 THEN 'Category of abuse'
            WHEN GROUPING(m.plan_duration_band) = 0 THEN 'Time on plan'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.latest_category_of_abuse, m.plan_duration_band, 'Total') AS breakdown_value,
        COUNT(*) AS plans,
        SUM(CASE WHEN m.is_over_3_months AND m.is_on_time THEN 1 ELSE 0 END) AS on_time
    FROM banded_plans AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.latest_category_of_abuse),
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
        WHEN 'protection_plans_reviewed_on_time' THEN g.on_time
    END AS BIGINT) AS number
FROM plans_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('protection_plans_reviewed_on_time')
WHERE g.breakdown = 'Total'
UNION ALL
-- Their total is in mart_measure_count__activity.
SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'protection_plans_open' THEN g.plans
    END AS BIGINT) AS number
FROM plans_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('protection_plans_open')
WHERE g.breakdown <> 'Total'
