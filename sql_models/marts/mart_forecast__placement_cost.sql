/*---
description: >-
  One row per LA or England, future year and placement group, with what the placements of the children whom the cohort
  model expects would cost at the prices of the base year.
grain: [la_code, collection_year, placement_group]
columns:
  la_code: ONS nine-character code of the local authority, or that of England.
  la_name: Name of the local authority, or England.
  collection_year: Year that is forecast.
  placement_group: Placement group, or All.
  base_year: Last year whose children, rates and prices the forecast uses.
  low: Lower end of the interval of 95 per cent, in pounds a year.
  central: What is expected, in pounds a year.
  high: Upper end of the interval of 95 per cent, in pounds a year.
source: >-
  Left open by the documents and decided here: children times 52 weeks of the average weekly cost of their placement group
  in the base year (mart_finance_month: cost over days of care), the authority's own, and that of all authorities that
  have told theirs where it had nobody in the group, and for England. The interval is that of the number of children;
  for All, as if each group were left to chance by itself. All is told only where each group has a price.
---*/
WITH latest AS (
    SELECT
        c.*,
        MAX(c.base_year) OVER (PARTITION BY c.la_code) AS last_base_year
    FROM mart_forecast_cohort AS c
),

costs AS (
    SELECT
        m.la_code,
        m.collection_year,
        m.placement_group,
        SUM(m.cost) AS cost,
        SUM(m.placement_days) AS placement_days
    FROM mart_finance_month AS m
    LEFT JOIN fct_gate_decision AS d ON m.la_code = d.la_code AND m.collection_year = d.collection_year
    WHERE
        m.placement_group <> 'Other than placements'
        AND m.cost IS NOT NULL
        AND m.placement_days > 0
        AND COALESCE(d.decision, 'publish') <> 'withhold'
    GROUP BY m.la_code, m.collection_year, m.placement_group
),

costs_of_all AS (
    SELECT
        c.collection_year,
        c.placement_group,
        SUM(c.cost) AS cost,
        SUM(c.placement_days) AS placement_days
    FROM costs AS c
    GROUP BY c.collection_year, c.placement_group
),

-- An authority that has told no costs gets none of others.
places AS (
    SELECT DISTINCT
        c.la_code,
        c.collection_year
    FROM costs AS c
    UNION ALL
    SELECT DISTINCT
        'E92000001' AS la_code,
        c.collection_year
    FROM costs AS c
),

groups AS (
    SELECT
        l.la_code,
        l.la_name,
        l.collection_year,
        l.placement_group,
        l.base_year,
        l.low,
        l.central,
        l.high,
        52 * 7.0 * COALESCE(o.cost / o.placement_days, a.cost / a.placement_days) AS yearly_cost
    FROM latest AS l
    INNER JOIN places AS p ON l.la_code = p.la_code AND l.base_year = p.collection_year
    LEFT JOIN costs AS o
        ON l.la_code = o.la_code AND l.base_year = o.collection_year AND l.placement_group = o.placement_group
    LEFT JOIN costs_of_all AS a ON l.base_year = a.collection_year AND l.placement_group = a.placement_group
    WHERE l.base_year = l.last_base_year AND l.placement_group <> 'All'
),

all_groups AS (
    SELECT
        g.la_code,
        g.la_name,
        g.collection_year,
        g.base_year,
        SUM(g.central * g.yearly_cost) AS central,
        SQRT(SUM(POWER((g.central - g.low) * g.yearly_cost, 2))) AS below,
        SQRT(SUM(POWER((g.high - g.central) * g.yearly_cost, 2))) AS above
    FROM groups AS g
    GROUP BY g.la_code, g.la_name, g.collection_year, g.base_year
    HAVING COUNT(*) = COUNT(g.yearly_cost)
)

SELECT
    g.la_code,
    g.la_name,
    g.collection_year,
    CAST(g.placement_group AS VARCHAR) AS placement_group,
    g.base_year,
    CAST(ROUND(g.low * g.yearly_cost, 0) AS DOUBLE) AS low,
    CAST(ROUND(g.central * g.yearly_cost, 0) AS DOUBLE) AS central,
    CAST(ROUND(g.high * g.yearly_cost, 0) AS DOUBLE) AS high
FROM groups AS g
WHERE g.yearly_cost IS NOT NULL
UNION ALL
SELECT
    t.la_code,
    t.la_name,
    t.collection_year,
    CAST('All' AS VARCHAR) AS placement_group,
    t.base_year,
    CAST(ROUND(t.central - t.below, 0) AS DOUBLE) AS low,
    CAST(ROUND(t.central, 0) AS DOUBLE) AS central,
    CAST(ROUND(t.central + t.above, 0) AS DOUBLE) AS high
FROM all_groups AS t
