/*---
description: One row per count of children in need by need and time in need, and referrals by source, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  collection_year: Collection year of what is counted, the year in which the 31 March falls.
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
source: DfE characteristics of children in need, tables B3 to B5 and C5; bands of months as for plans
---*/
WITH year_ends AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.as_at_date
    FROM fct_return AS r
    WHERE r.source = 'cin_census' AND r.table_name = 'cin_details'
),

periods AS (
    SELECT
        y.la_code,
        y.collection_year,
        TRUE AS is_open,
        p.primary_need,
        2 * (
            (EXTRACT(YEAR FROM y.as_at_date) - EXTRACT(YEAR FROM p.start_date)) * 12
            + EXTRACT(MONTH FROM y.as_at_date) - EXTRACT(MONTH FROM p.start_date)
        ) + CASE
            WHEN EXTRACT(DAY FROM y.as_at_date) < EXTRACT(DAY FROM p.start_date) THEN -1
            WHEN EXTRACT(DAY FROM y.as_at_date) > EXTRACT(DAY FROM p.start_date) THEN 1
            ELSE 0
        END AS half_months
    FROM year_ends AS y
    INNER JOIN fct_child_in_need_period AS p
        ON
            y.la_code = p.la_code
            AND y.as_at_date >= p.start_date
            AND (p.end_date IS NULL OR y.as_at_date < p.end_date)
    UNION ALL
    SELECT
        e.la_code,
        -- Nine months on, 1 April is 1 January: the year is the collection year.
        EXTRACT(YEAR FROM e.end_date + INTERVAL 9 MONTH) AS collection_year,
        FALSE AS is_open,
        e.primary_need,
        2 * (
            (EXTRACT(YEAR FROM e.end_date) - EXTRACT(YEAR FROM e.start_date)) * 12
            + EXTRACT(MONTH FROM e.end_date) - EXTRACT(MONTH FROM e.start_date)
        ) + CASE
            WHEN EXTRACT(DAY FROM e.end_date) < EXTRACT(DAY FROM e.start_date) THEN -1
            WHEN EXTRACT(DAY FROM e.end_date) > EXTRACT(DAY FROM e.start_date) THEN 1
            ELSE 0
        END AS half_months
    FROM fct_child_in_need_period AS e
    WHERE e.end_date IS NOT NULL
),

banded_periods AS (
    SELECT
        p.*,
        COALESCE(d.plan_duration_band, 'Unknown') AS time_in_need_band
    FROM periods AS p
    LEFT JOIN seed_plan_duration_band AS d
        ON p.half_months >= d.from_half_months AND p.half_months < d.to_half_months
),

periods_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.primary_need) = 0 THEN 'Primary need'
            WHEN GROUPING(m.time_in_need_band) = 0 THEN 'Time in need'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.primary_need, m.time_in_need_band, 'Total') AS breakdown_value,
        SUM(CASE WHEN m.is_open THEN 1 ELSE 0 END) AS opened,
        SUM(CASE WHEN m.is_open THEN 0 ELSE 1 END) AS closed
    FROM banded_periods AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.primary_need),
        (m.la_code, m.collection_year, m.time_in_need_band)
    )
),

referrals_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.referral_source_group) = 0 THEN 'Source'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.referral_source_group, 'Total') AS breakdown_value,
        COUNT(*) AS referrals
    FROM fct_referral AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.referral_source_group)
    )
)

-- The totals are in mart_measure_count__activity.
SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'child_in_need_open' THEN g.opened
        WHEN 'child_in_need_closed' THEN g.closed
    END AS BIGINT) AS number
FROM periods_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('child_in_need_open', 'child_in_need_closed')
WHERE g.breakdown <> 'Total'
UNION ALL
SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'referrals' THEN g.referrals
    END AS BIGINT) AS number
FROM referrals_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('referrals')
WHERE g.breakdown <> 'Total'
