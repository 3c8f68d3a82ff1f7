/*---
description: One row per local authority, month, group of placements and provider, with the days paid by the week and what they cost.
grain: [la_code, month_start_date, placement_group, provider_group]
columns:
  children: Children for whom a day of the month was paid.
  days: Days of the month that were paid; two prices of one day, such as of two cost centres, are two.
  cost_gbp: A seventh of the weekly cost for each day; a price that cannot be read costs nothing here.
source: >-
  This project's finance contract, counted as in fct_placement_cost; months that an extract of placement costs covers.
---*/
WITH paid_costs AS (
    SELECT
        m.la_code,
        m.month_start_date,
        c.placement_group,
        c.provider_group,
        c.child_key,
        c.weekly_cost_gbp,
        DATE_DIFF(
            'day', GREATEST(c.first_paid_date, m.month_start_date),
            LEAST(CAST(c.first_paid_date + c.days * INTERVAL 1 DAY AS DATE), m.month_end_date)
        ) AS days
    FROM fct_return_month AS m
    INNER JOIN fct_placement_cost AS c
        ON
            m.la_code = c.la_code
            AND m.collection_year = c.collection_year
            AND m.month_end_date > c.first_paid_date
            AND m.month_start_date < c.first_paid_date + c.days * INTERVAL 1 DAY
    WHERE m.has_placement_costs
)

SELECT
    c.la_code,
    c.month_start_date,
    c.placement_group,
    c.provider_group,
    CAST(COUNT(DISTINCT c.child_key) AS BIGINT) AS children,
    CAST(SUM(c.days) AS BIGINT) AS days,
    CAST(
        COALESCE(SUM(CAST(c.days * c.weekly_cost_gbp / 7 AS DECIMAL(18, 6))), 0) AS DECIMAL(18, 6)
    ) AS cost_gbp
FROM paid_costs AS c
GROUP BY c.la_code, c.month_start_date, c.placement_group, c.provider_group
