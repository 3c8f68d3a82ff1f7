/*---
description: One row per LA or England, future year, measure, method and scenario, with what is expected and its interval.
grain: [la_code, basis, measure, placement_group, method, scenario, collection_year]
columns:
  la_code: ONS nine-character code of the local authority, or that of England.
  la_name: Name of the local authority, or England.
  collection_year: Year that is forecast.
  basis: Returns where counted from returns held, Published where published by DfE.
  measure: What is forecast; a cost is in pounds a year.
  placement_group: Placement group, or All; only the cohort method tells them apart.
  method: Linear fit, Average growth, Constant rate per head, Cohort or Planned change.
  scenario: Current trend, Best statistical neighbour or Planned change.
  base_year: Last year whose count the forecast uses.
  price_year: Year of the prices of a cost; NULL for children and referrals.
  low: Lower end of the interval of 95 per cent; NULL when there is none.
  central: What is expected.
  high: Upper end of the interval of 95 per cent; NULL when there is none.
source: >-
  CCN 2021 and Walsall figures 38 and 41; docs/forecasts.md says the methods. Decided here: a cost is children times the average weekly cost of Section 251 (all
  placements, the authority's own, else England's) times 52, as CCN has it, in the prices of the latest year. The cost of
  placements is by placement group, at the authority's own prices (mart_forecast__placement_cost).
---*/
WITH trends AS (
    SELECT
        b.*,
        MAX(b.base_year) OVER (PARTITION BY b.la_code, b.basis, b.measure) AS last_base_year
    FROM mart_forecast_by_base_year AS b
),

cohorts AS (
    SELECT
        c.*,
        MAX(c.base_year) OVER (PARTITION BY c.la_code) AS last_base_year
    FROM mart_forecast_cohort AS c
),

forecasts AS (
    SELECT
        t.la_code,
        t.la_name,
        t.collection_year,
        t.basis,
        t.measure,
        'All' AS placement_group,
        t.method,
        'Current trend' AS scenario,
        t.base_year,
        t.low,
        t.central,
        t.high
    FROM trends AS t
    WHERE t.base_year = t.last_base_year
    UNION ALL
    SELECT
        c.la_code,
        c.la_name,
        c.collection_year,
        'Returns' AS basis,
        'Children looked after' AS measure,
        c.placement_group,
        'Cohort' AS method,
        'Current trend' AS scenario,
        c.base_year,
        c.low,
        c.central,
        c.high
    FROM cohorts AS c
    WHERE c.base_year = c.last_base_year
    UNION ALL
    SELECT
        s.la_code,
        s.la_name,
        s.collection_year,
        s.basis,
        'Children looked after' AS measure,
        'All' AS placement_group,
        s.method,
        s.scenario,
        s.base_year,
        s.low,
        s.central,
        s.high
    FROM mart_forecast__scenario AS s
),

ranked_prices AS (
    SELECT
        f.la_code,
        u.price_year,
        u.unit_cost_gbp * 52.0 AS yearly_cost,
        ROW_NUMBER() OVER (
            PARTITION BY f.la_code
            ORDER BY CASE WHEN f.la_code = u.la_code THEN 0 ELSE 1 END ASC, u.price_year DESC
        ) AS preference
    FROM (SELECT DISTINCT o.la_code FROM forecasts AS o) AS f
    INNER JOIN seed_unit_cost AS u
        ON
            u.process_code = 'LAC3' AND u.kind = 'All placements' AND u.cost_unit_code = 'WEEK'
            AND (f.la_code = u.la_code OR u.la_code = 'E92000001')
),

forecasts_with_costs AS (
    SELECT
        f.*,
        CAST(NULL AS INTEGER) AS price_year
    FROM forecasts AS f
    UNION ALL
    SELECT
        f.la_code,
        f.la_name,
        f.collection_year,
        f.basis,
        'Cost of children looked after' AS measure,
        f.placement_group,
        f.method,
        f.scenario,
        f.base_year,
        ROUND(f.low * p.yearly_cost, 0) AS low,
        ROUND(f.central * p.yearly_cost, 0) AS central,
        ROUND(f.high * p.yearly_cost, 0) AS high,
        p.price_year
    FROM forecasts AS f
    INNER JOIN ranked_prices AS p ON f.la_code = p.la_code AND p.preference = 1
    WHERE f.measure = 'Children looked after' AND f.placement_group = 'All'
    UNION ALL
    SELECT
        c.la_code,
        c.la_name,
        c.collection_year,
        'Returns' AS basis,
        'Cost of placements' AS measure,
        c.placement_group,
        'Cohort' AS method,
        'Current trend' AS scenario,
        c.base_year,
        c.low,
        c.central,
        c.high,
        c.base_year AS price_year
    FROM mart_forecast__placement_cost AS c
)

SELECT
    f.la_code,
    f.la_name,
    f.collection_year,
    f.basis,
    CAST(f.measure AS VARCHAR) AS measure,
    CAST(f.placement_group AS VARCHAR) AS placement_group,
    CAST(f.method AS VARCHAR) AS method,
    CAST(f.scenario AS VARCHAR) AS scenario,
    CAST(f.base_year AS INTEGER) AS base_year,
    CAST(f.price_year AS INTEGER) AS price_year,
    CAST(f.low AS DOUBLE) AS low,
    CAST(f.central AS DOUBLE) AS central,
    CAST(f.high AS DOUBLE) AS high
FROM forecasts_with_costs AS f
