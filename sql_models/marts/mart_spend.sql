/*---
description: One row per LA, year, breakdown and its value, with what children looked after cost, beside what Section 251 publishes.
grain: [la_code, collection_year, breakdown, breakdown_value]
columns:
  collection_year: Collection year of the days and of the spending, the year in which the 31 March falls.
  breakdown: Total, Placement group, Provider group, Placement and provider group, Kind of care, Cost report or CIPFA service.
  breakdown_value: Label within the breakdown.
  group_compared: Placement group whose Section 251 cost stands beside the row, All for the total; None for breakdowns without.
  children_looked_after: Children looked after on an average day of the year; NULL where SSDA903 does not tell it so.
  population_0_17: Children aged 0 to 17 on the 30 June within the year; NULL where no estimate is held.
  care_days: Days of care in the year, short breaks left out; NULL likewise.
  paid_days: Days that were paid by the week.
  cost: Cost of these days, a seventh of the weekly price each, gross, in pounds.
  average_weekly_cost: Seven times cost over days paid.
  spend: Spending on children looked after in the ledger, in pounds; NULL where the ledger does not tell it so.
  spend_per_child_looked_after: Spending over children looked after on an average day.
  weekly_spend_per_child_looked_after: Seven times spending over days of care.
  spend_per_child_0_17: Spending over children aged 0 to 17.
warnings:
  - Breakdowns stand beside each other; never add rows of two. Spending also has what is not paid by the week.
source: >-
  This project's finance contract; Section 251 outturn (seed_section_251_weekly_cost). Decisions: spending on children
  looked after is the ledger's actual in the kinds of care that Section 251 counts so; the average day weighs a child
  by its days, as a child of a week costs a week. Compare weekly_spend_per_child_looked_after with Section 251.
---*/
WITH sources AS (
    SELECT
        'paid' AS told_by,
        c.la_code,
        c.collection_year,
        c.placement_group,
        c.provider_group,
        c.cost_category_code,
        c.days,
        c.cost_gbp AS amount
    FROM fct_placement_cost AS c
    INNER JOIN fct_return AS r
        ON c.la_code = r.la_code AND c.collection_year = r.collection_year AND r.table_name = 'placement_cost'
    UNION ALL
    SELECT
        'care' AS told_by,
        e.la_code,
        e.collection_year,
        e.placement_group,
        e.provider_group,
        CAST(NULL AS VARCHAR) AS cost_category_code,
        e.days,
        CAST(NULL AS DECIMAL(18, 6)) AS amount
    FROM fct_placement_episode_in_year AS e
    WHERE NOT e.is_short_break
    UNION ALL
    SELECT
        'ledger' AS told_by,
        l.la_code,
        d.collection_year,
        l.placement_group,
        CAST(NULL AS VARCHAR) AS provider_group,
        l.cost_category_code,
        CAST(NULL AS INTEGER) AS days,
        CAST(l.actual_gbp AS DECIMAL(18, 6)) AS amount
    FROM fct_ledger_month AS l
    INNER JOIN seed_cost_category AS g ON l.cost_category_code = g.code AND g.is_looked_after
    INNER JOIN dim_date AS d ON l.month_start_date = d.calendar_date
    INNER JOIN fct_return AS r
        ON l.la_code = r.la_code AND d.collection_year = r.collection_year AND r.table_name = 'ledger_month'
),

broken_down AS (
    SELECT
        s.*,
        b.breakdown,
        CASE b.breakdown
            WHEN 'Total' THEN 'Total'
            WHEN 'Placement group' THEN NULLIF(s.placement_group, 'None')
            WHEN 'Provider group' THEN s.provider_group
            WHEN 'Placement and provider group' THEN s.placement_group || ', ' || s.provider_group
            WHEN 'Kind of care' THEN COALESCE(g.label, 'Unknown')
            WHEN 'Cost report' THEN g.cost_report_label
            WHEN 'CIPFA service' THEN g.cipfa_label
        END AS breakdown_value,
        CASE
            WHEN b.breakdown = 'Total' THEN 'All'
            WHEN b.breakdown IN ('Placement group', 'Placement and provider group') THEN s.placement_group
            ELSE 'None'
        END AS group_compared
    FROM sources AS s
    INNER JOIN seed_spend_breakdown AS b
        ON
            s.told_by = 'paid'
            OR (s.told_by = 'care' AND b.has_care_days)
            OR (s.told_by = 'ledger' AND b.has_ledger)
    LEFT JOIN seed_cost_category AS g ON s.cost_category_code = g.code
),

sums AS (
    SELECT
        b.la_code,
        b.collection_year,
        b.breakdown,
        b.breakdown_value,
        b.group_compared,
        SUM(CASE WHEN b.told_by = 'care' THEN b.days END) AS care_days,
        SUM(CASE WHEN b.told_by = 'paid' THEN b.days END) AS paid_days,
        SUM(CASE WHEN b.told_by = 'paid' THEN b.amount END) AS cost,
        SUM(CASE WHEN b.told_by = 'ledger' THEN b.amount END) AS spend
    FROM broken_down AS b
    WHERE b.breakdown_value IS NOT NULL
    GROUP BY b.la_code, b.collection_year, b.breakdown, b.breakdown_value, b.group_compared
)

SELECT
    s.la_code,
    a.la_name,
    CAST(s.collection_year AS INTEGER) AS collection_year,
    CAST(s.breakdown AS VARCHAR) AS breakdown,
    CAST(s.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(s.group_compared AS VARCHAR) AS group_compared,
    CAST(s.care_days AS BIGINT) AS care_days,
    CAST(
        s.care_days
        * 1.0
        / DATE_DIFF('day', MAKE_DATE(s.collection_year - 1, 4, 1), r.as_at_date + INTERVAL 1 DAY) AS DOUBLE
    ) AS children_looked_after,
    p.population AS population_0_17,
    CAST(s.paid_days AS BIGINT) AS paid_days,
    CAST(s.cost AS DECIMAL(18, 2)) AS cost,
    CAST(7 * s.cost / NULLIF(s.paid_days, 0) AS DECIMAL(18, 2)) AS average_weekly_cost,
    CAST(s.spend AS DECIMAL(18, 2)) AS spend,
    CAST(
        s.spend
        * DATE_DIFF('day', MAKE_DATE(s.collection_year - 1, 4, 1), r.as_at_date + INTERVAL 1 DAY)
        / NULLIF(s.care_days, 0) AS DECIMAL(18, 2)
    ) AS spend_per_child_looked_after,
    CAST(7 * s.spend / NULLIF(s.care_days, 0) AS DECIMAL(18, 2)) AS weekly_spend_per_child_looked_after,
    CAST(s.spend / p.population AS DECIMAL(18, 2)) AS spend_per_child_0_17,
    w.section_251_weekly_cost,
    w.england_weekly_cost,
    w.region_weekly_cost,
    w.statistical_neighbours_mean,
    w.statistical_neighbours_median
FROM sums AS s
INNER JOIN dim_local_authority AS a ON s.la_code = a.la_code
LEFT JOIN fct_return AS r
    ON s.la_code = r.la_code AND s.collection_year = r.collection_year AND r.table_name = 'episodes'
LEFT JOIN seed_population_0_17 AS p ON s.la_code = p.la_code AND s.collection_year - 1 = p.mid_year
LEFT JOIN seed_section_251_indicator AS i ON s.group_compared = i.placement_group
LEFT JOIN mart_section_251 AS w
    ON s.la_code = w.la_code AND s.collection_year = w.collection_year AND i.indicator = w.indicator
