/*---
description: One row per LA or England, base year, year ahead of it and placement group, with the children looked after whom a cohort model expects.
grain: [la_code, base_year, collection_year, placement_group]
columns:
  la_code: ONS nine-character code of the local authority, or that of England.
  la_name: Name of the local authority, or England.
  base_year: Last year whose children and rates the forecast uses.
  collection_year: Year that is forecast, five ahead at most.
  placement_group: Placement group, or All.
  low: Lower end of the interval of 95 per cent.
  central: Children expected at 31 March.
  high: Upper end of the interval of 95 per cent.
  actual: What the year came to; NULL while it is not known.
source: >-
  Left open by the documents and decided here: mart_care_flow_rate, mart_forecast_cohort__by_age. The interval is that of
  chance alone: who was there in the base year stays or leaves (binomial), and those to come are counted (Poisson);
  that rates themselves change is not in it. Base years before the latest are for back-testing. England is the sum of the
  authorities that make England in mart_forecast_series, and what is left to chance in one is so apart from the others.
---*/
WITH returned_years AS (
    SELECT
        s.la_code,
        s.collection_year
    FROM mart_forecast_series AS s
    WHERE s.basis = 'Returns' AND s.measure = 'Children looked after' AND s.la_code <> 'E92000001'
),

places AS (
    SELECT DISTINCT
        r.la_code AS place_code,
        r.la_code
    FROM returned_years AS r
    UNION ALL
    SELECT
        'E92000001' AS place_code,
        r.la_code
    FROM returned_years AS r
    GROUP BY r.la_code
    HAVING COUNT(*) = (SELECT COUNT(DISTINCT e.collection_year) FROM returned_years AS e)
),

levels AS (
    SELECT TRUE AS is_all
    UNION ALL
    SELECT FALSE AS is_all
),

expected AS (
    SELECT
        e.la_code,
        e.base_year,
        e.years_ahead,
        CASE WHEN g.is_all THEN 'All' ELSE e.placement_group END AS placement_group,
        SUM(e.children) AS children,
        SUM(CASE WHEN e.is_of_base THEN e.children ELSE 0 END) AS children_of_base
    FROM mart_forecast_cohort__by_age AS e
    CROSS JOIN levels AS g
    GROUP BY
        e.la_code, e.base_year, e.years_ahead,
        CASE WHEN g.is_all THEN 'All' ELSE e.placement_group END
),

numbers AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE WHEN g.is_all THEN 'All' ELSE m.placement_group END AS placement_group,
        SUM(m.children) AS children
    FROM mart_looked_after AS m
    CROSS JOIN levels AS g
    GROUP BY m.la_code, m.collection_year, CASE WHEN g.is_all THEN 'All' ELSE m.placement_group END
),

intervals AS (
    SELECT
        e.*,
        1.96 * SQRT(
            e.children - e.children_of_base
            + e.children_of_base * (1.0 - e.children_of_base / GREATEST(b.children, e.children_of_base))
        ) AS half_width
    FROM expected AS e
    INNER JOIN numbers AS b
        ON e.la_code = b.la_code AND e.base_year = b.collection_year AND b.placement_group = 'All'
),

intervals_of_places AS (
    SELECT
        p.place_code AS la_code,
        i.base_year,
        i.years_ahead,
        i.placement_group,
        SUM(CAST(i.children AS DECIMAL(28, 10))) AS children,
        SQRT(SUM(i.half_width * i.half_width)) AS half_width
    FROM intervals AS i
    INNER JOIN places AS p ON i.la_code = p.la_code
    GROUP BY p.place_code, i.base_year, i.years_ahead, i.placement_group
),

numbers_of_places AS (
    SELECT
        p.place_code AS la_code,
        n.collection_year,
        n.placement_group,
        SUM(n.children) AS children
    FROM numbers AS n
    INNER JOIN places AS p ON n.la_code = p.la_code
    GROUP BY p.place_code, n.collection_year, n.placement_group
),

last_years AS (
    SELECT
        n.la_code,
        MAX(n.collection_year) AS collection_year
    FROM numbers_of_places AS n
    GROUP BY n.la_code
)

SELECT
    i.la_code,
    CAST(COALESCE(a.la_name, 'England') AS VARCHAR) AS la_name,
    i.base_year,
    CAST(i.base_year + i.years_ahead AS INTEGER) AS collection_year,
    CAST(i.placement_group AS VARCHAR) AS placement_group,
    CAST(
        ROUND(CASE WHEN i.half_width > i.children THEN 0.0 ELSE i.children - i.half_width END, 1) AS DOUBLE
    ) AS low,
    CAST(ROUND(i.children, 1) AS DOUBLE) AS central,
    CAST(ROUND(i.children + i.half_width, 1) AS DOUBLE) AS high,
    CAST(
        CASE WHEN i.base_year + i.years_ahead <= y.collection_year THEN COALESCE(n.children, 0) END AS BIGINT
    ) AS actual
FROM intervals_of_places AS i
INNER JOIN last_years AS y ON i.la_code = y.la_code
LEFT JOIN dim_local_authority AS a ON i.la_code = a.la_code
LEFT JOIN numbers_of_places AS n
    ON
        i.la_code = n.la_code
        AND i.base_year + i.years_ahead = n.collection_year
        AND i.placement_group = n.placement_group
