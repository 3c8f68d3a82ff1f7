/*---
description: One row per LA, month, kind of placement and provider, the single monthly report of activity beside money.
grain: [la_code, month, placement_group, provider_group]
columns:
  month: First day of the month.
  collection_year: Collection year of the month, the year in which the 31 March falls.
  placement_group: Group of the placement type; Other than placements for what the ledger pays for none or for several.
  provider_group: Group of the provider; a line of the ledger is Own provision where its category is, else Unknown.
  children: Children with a day in such a placement in the month; a child with two kinds counts in both.
  placement_days: Days of care in such placements in the month.
  paid_days: Days of the month that were paid by the week for such placements.
  cost: Cost of these days, a seventh of the weekly price each, gross, in pounds.
  budget: Budget of the month in the ledger, in pounds.
  forecast: Forecast of the month in the ledger, in pounds.
  actual: Actual spending of the month in the ledger, in pounds.
  variance: Forecast less budget; above nought is overspent.
  average_weekly_cost: Seven times cost over days of care; NULL without a day. Of a sum of rows it is the ratio of the sums.
  average_weekly_price: Seven times cost over days paid; NULL without a day.
warnings:
  - Children of several rows must not be added, days and money may.
  - What a source tells is NULL for months that no return of it covers, not nought.
  - Cost is of placements paid by the week; what is paid in another way, such as allowances, stands in the ledger alone.
source: >-
  SSDA903, and this project's finance contract. Decisions: variance as monthly reports have it; where no SSDA903
  return covers a month, children and days are those that finance paid for. Short breaks count, for they are paid for.
---*/
WITH care_months AS (
    SELECT
        m.la_code,
        m.month_start_date,
        e.placement_group,
        e.provider_group,
        COUNT(DISTINCT e.child_key) AS children,
        SUM(DATE_DIFF(
            'day', GREATEST(e.start_date, m.month_start_date), LEAST(
                m.month_end_date,
                CAST(m.ssda903_as_at_date + INTERVAL 1 DAY AS DATE),
                COALESCE(e.end_date, m.month_end_date)
            )
        )) AS placement_days
    FROM fct_placement_episode_in_year AS y
    INNER JOIN fct_placement_episode AS e ON y.episode_key = e.episode_key
    INNER JOIN fct_return_month AS m
        ON
            y.la_code = m.la_code
            AND y.collection_year = m.collection_year
            AND e.start_date < m.month_end_date
            AND e.start_date <= m.ssda903_as_at_date
            AND (e.end_date IS NULL OR e.end_date > m.month_start_date)
    WHERE m.has_ssda903
    GROUP BY m.la_code, m.month_start_date, e.placement_group, e.provider_group
),

ledger_lines AS (
    SELECT
        l.*,
        CASE
            WHEN l.placement_group = 'None' THEN 'Other than placements' ELSE l.placement_group
        END AS paid_group,
        CASE WHEN l.is_own_provision THEN 'Own provision' ELSE 'Unknown' END AS provider_group
    FROM fct_ledger_month AS l
),

ledger_months AS (
    SELECT
        l.la_code,
        l.month_start_date,
        l.paid_group AS placement_group,
        l.provider_group,
        SUM(l.budget_gbp) AS budget,
        SUM(l.forecast_gbp) AS forecast,
        SUM(l.actual_gbp) AS actual
    FROM ledger_lines AS l
    GROUP BY l.la_code, l.month_start_date, l.paid_group, l.provider_group
),

kinds AS (
    SELECT
        k.la_code,
        k.month_start_date,
        k.placement_group,
        k.provider_group
    FROM care_months AS k
    UNION
    SELECT
        k.la_code,
        k.month_start_date,
        k.placement_group,
        k.provider_group
    FROM fct_placement_cost_month AS k
    UNION
    SELECT
        k.la_code,
        k.month_start_date,
        k.placement_group,
        k.provider_group
    FROM ledger_months AS k
),

counted_kinds AS (
    SELECT
        k.la_code,
        k.month_start_date,
        k.placement_group,
        k.provider_group,
        m.collection_year,
        COALESCE(CASE WHEN m.has_ssda903 THEN c.children ELSE p.children END, 0) AS children,
        COALESCE(CASE WHEN m.has_ssda903 THEN c.placement_days ELSE p.days END, 0) AS placement_days,
        CASE WHEN m.has_placement_costs THEN COALESCE(p.days, 0) END AS paid_days,
        CASE WHEN m.has_placement_costs THEN COALESCE(p.cost_gbp, 0) END AS cost,
        CASE WHEN m.has_ledger THEN COALESCE(l.budget, 0) END AS budget,
        CASE WHEN m.has_ledger THEN COALESCE(l.forecast, 0) END AS forecast,
        CASE WHEN m.has_ledger THEN COALESCE(l.actual, 0) END AS actual
    FROM kinds AS k
    INNER JOIN fct_return_month AS m ON k.la_code = m.la_code AND k.month_start_date = m.month_start_date
    LEFT JOIN care_months AS c
        ON
            k.la_code = c.la_code AND k.month_start_date = c.month_start_date
            AND k.placement_group = c.placement_group AND k.provider_group = c.provider_group
    LEFT JOIN fct_placement_cost_month AS p
        ON
            k.la_code = p.la_code AND k.month_start_date = p.month_start_date
            AND k.placement_group = p.placement_group AND k.provider_group = p.provider_group
    LEFT JOIN ledger_months AS l
        ON
            k.la_code = l.la_code AND k.month_start_date = l.month_start_date
            AND k.placement_group = l.placement_group AND k.provider_group = l.provider_group
)

SELECT
    k.la_code,
    a.la_name,
    CAST(k.month_start_date AS DATE) AS month,
    k.collection_year,
    CAST(k.placement_group AS VARCHAR) AS placement_group,
    CAST(k.provider_group AS VARCHAR) AS provider_group,
    CAST(k.children AS BIGINT) AS children,
    CAST(k.placement_days AS BIGINT) AS placement_days,
    CAST(k.paid_days AS BIGINT) AS paid_days,
    CAST(k.cost AS DECIMAL(18, 2)) AS cost,
    CAST(k.budget AS DECIMAL(18, 2)) AS budget,
    CAST(k.forecast AS DECIMAL(18, 2)) AS forecast,
    CAST(k.actual AS DECIMAL(18, 2)) AS actual,
    CAST(k.forecast - k.budget AS DECIMAL(18, 2)) AS variance,
    CAST(7 * k.cost / NULLIF(k.placement_days, 0) AS DECIMAL(18, 2)) AS average_weekly_cost,
    CAST(7 * k.cost / NULLIF(k.paid_days, 0) AS DECIMAL(18, 2)) AS average_weekly_price
FROM counted_kinds AS k
INNER JOIN dim_local_authority AS a ON k.la_code = a.la_code
