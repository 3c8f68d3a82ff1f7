/*---
description: One row per LA or England, future year, basis and scenario of change, with the children looked after then.
grain: [la_code, basis, scenario, collection_year]
columns:
  la_code: ONS nine-character code of the local authority, or that of England.
  la_name: Name of the local authority, or England.
  basis: Returns where counted from returns held, Published where published by DfE.
  collection_year: Year that is forecast.
  scenario: Best statistical neighbour or Planned change.
  method: Constant rate per head, or Planned change.
  base_year: Last year whose count it uses.
  low: Lower end of the interval of 95 per cent; NULL when there is none.
  central: Children looked after then.
  high: Upper end of the interval of 95 per cent; NULL when there is none.
source: >-
  CCN 2021 (optimised numbers) and Walsall figure 38. Decided here. Best statistical neighbour: the rate per head of each
  authority becomes the lowest published one among its ten neighbours, if that is lower, at once, and goes with the
  population from then on; England is the sum of the authorities. CCN's weights with case reviews are not published.
  Planned change: the count of the base year and what the plan changes in the years after it.
---*/
WITH last_years AS (
    SELECT
        s.la_code,
        s.basis,
        MAX(s.collection_year) AS base_year
    FROM mart_forecast_series AS s
    WHERE s.measure = 'Children looked after'
    GROUP BY s.la_code, s.basis
),

improvements AS (
    SELECT
        t.la_code,
        t.base_year,
        MIN(s.number * 1.0 / s.population) / MIN(o.number * 1.0 / o.population) AS factor
    FROM last_years AS t
    INNER JOIN mart_forecast_series AS o
        ON t.la_code = o.la_code AND t.base_year = o.collection_year AND t.basis = o.basis
    INNER JOIN dim_local_authority AS a ON t.la_code = a.la_code
    INNER JOIN seed_statistical_neighbour_year AS v
        ON t.base_year BETWEEN COALESCE(v.first_year, 0) AND COALESCE(v.last_year, 9999)
    INNER JOIN seed_statistical_neighbour AS n ON a.dfe_la_code = n.dfe_la_code AND v.vintage = n.vintage
    INNER JOIN dim_local_authority AS m ON n.neighbour_dfe_la_code = m.dfe_la_code
    INNER JOIN mart_forecast_series AS s
        ON m.la_code = s.la_code AND t.base_year = s.collection_year AND t.basis = s.basis
    WHERE t.basis = 'Published' AND o.number > 0
    GROUP BY t.la_code, t.base_year
),

best_neighbours AS (
    SELECT
        t.la_code,
        t.la_name,
        t.base_year,
        t.collection_year,
        t.low * CASE WHEN i.factor < 1.0 THEN i.factor ELSE 1.0 END AS low,
        t.central * CASE WHEN i.factor < 1.0 THEN i.factor ELSE 1.0 END AS central,
        t.high * CASE WHEN i.factor < 1.0 THEN i.factor ELSE 1.0 END AS high
    FROM mart_forecast_by_base_year AS t
    INNER JOIN improvements AS i ON t.la_code = i.la_code AND t.base_year = i.base_year
    WHERE t.basis = 'Published' AND t.method = 'Constant rate per head'
),

p AS (
    SELECT
        c.la_code,
        c.collection_year,
        SUM(c.children_change) AS children_change
    FROM mart_planned_change AS c
    WHERE c.line = 'All'
    GROUP BY c.la_code, c.collection_year
),

scenarios AS (
    SELECT
        b.*,
        'Published' AS basis,
        'Best statistical neighbour' AS scenario,
        'Constant rate per head' AS method
    FROM best_neighbours AS b
    UNION ALL
    SELECT
        'E92000001' AS la_code,
        'England' AS la_name,
        b.base_year,
        b.collection_year,
        CAST(NULL AS DOUBLE) AS low,
        SUM(b.central) AS central,
        CAST(NULL AS DOUBLE) AS high,
        'Published' AS basis,
        'Best statistical neighbour' AS scenario,
        'Constant rate per head' AS method
    FROM best_neighbours AS b
    INNER JOIN last_years AS e
        ON b.base_year = e.base_year AND e.la_code = 'E92000001' AND e.basis = 'Published'
    GROUP BY b.base_year, b.collection_year
    UNION ALL
    SELECT
        s.la_code,
        s.la_name,
        s.collection_year AS base_year,
        p.collection_year,
        CAST(NULL AS DOUBLE) AS low,
        s.number + SUM(p.children_change) OVER (
            PARTITION BY s.la_code, s.basis ORDER BY p.collection_year
        ) AS central,
        CAST(NULL AS DOUBLE) AS high,
        s.basis,
        'Planned change' AS scenario,
        'Planned change' AS method
    FROM mart_forecast_series AS s
    INNER JOIN last_years AS l
        ON s.la_code = l.la_code AND s.basis = l.basis AND s.collection_year = l.base_year
    INNER JOIN p ON s.la_code = p.la_code AND s.collection_year < p.collection_year
    WHERE s.measure = 'Children looked after'
)

SELECT
    CAST(s.la_code AS VARCHAR) AS la_code,
    CAST(s.la_name AS VARCHAR) AS la_name,
    CAST(s.basis AS VARCHAR) AS basis,
    CAST(s.scenario AS VARCHAR) AS scenario,
    CAST(s.method AS VARCHAR) AS method,
    CAST(s.base_year AS INTEGER) AS base_year,
    CAST(s.collection_year AS INTEGER) AS collection_year,
    CAST(ROUND(s.low, 1) AS DOUBLE) AS low,
    CAST(ROUND(s.central, 1) AS DOUBLE) AS central,
    CAST(ROUND(s.high, 1) AS DOUBLE) AS high
FROM scenarios AS s
