/*---
description: One row per LA, year and weekly cost of Section 251 outturn, beside England, the region and statistical neighbours.
grain: [la_code, collection_year, indicator]
columns:
  la_code: ONS nine-character code of the local authority in the year.
  title: What the cost is of.
  section_251_weekly_cost: Weekly cost of the LA, in pounds.
  england_weekly_cost: The same of England.
  region_weekly_cost: The same of the region.
  statistical_neighbours_mean: Mean of the statistical neighbours that have a figure, as LAIT has it.
  statistical_neighbours_median: Median of the same, as DfE's dashboard has it.
  statistical_neighbours_included: Statistical neighbours that have a figure, of the ten.
  statistical_neighbours_vintage: Edition of DfE's model that names the neighbours.
  england_rank: Place among local authorities, 1 for the lowest cost.
  england_rank_of: Local authorities that have a figure.
source: >-
  Section 251 outturn as the Local Authority Interactive Tool carries it (seed_section_251_weekly_cost), published
  figures all, none computed from records. A place without a figure has no row. Low is no better than high; the rank
  only says where an authority stands.
---*/
WITH costs AS (
    SELECT
        w.*,
        RANK() OVER (PARTITION BY w.indicator, w.collection_year ORDER BY w.weekly_cost_gbp) AS england_rank,
        COUNT(*) OVER (PARTITION BY w.indicator, w.collection_year) AS england_rank_of
    FROM seed_section_251_weekly_cost AS w
    WHERE w.dfe_code < '970'
),

areas AS (
    SELECT
        w.indicator,
        w.collection_year,
        LOWER(w.area) AS area,
        w.weekly_cost_gbp
    FROM seed_section_251_weekly_cost AS w
    WHERE w.dfe_code >= '970'
),

neighbours AS (
    SELECT
        n.dfe_la_code,
        n.vintage,
        w.indicator,
        w.collection_year,
        AVG(w.weekly_cost_gbp) AS mean_cost,
        MEDIAN(w.weekly_cost_gbp) AS median_cost,
        COUNT(*) AS included
    FROM seed_statistical_neighbour AS n
    INNER JOIN costs AS w ON n.neighbour_dfe_la_code = w.dfe_code
    INNER JOIN seed_statistical_neighbour_year AS y
        ON
            n.vintage = y.vintage
            AND w.collection_year >= COALESCE(y.first_year, 0)
            AND w.collection_year <= COALESCE(y.last_year, 9999)
    GROUP BY n.dfe_la_code, n.vintage, w.indicator, w.collection_year
)

SELECT
    a.la_code,
    a.la_name,
    w.collection_year,
    w.indicator,
    i.title,
    CAST(w.weekly_cost_gbp AS DECIMAL(18, 2)) AS section_251_weekly_cost,
    CAST(e.weekly_cost_gbp AS DECIMAL(18, 2)) AS england_weekly_cost,
    CAST(r.weekly_cost_gbp AS DECIMAL(18, 2)) AS region_weekly_cost,
    CAST(n.mean_cost AS DECIMAL(18, 2)) AS statistical_neighbours_mean,
    CAST(n.median_cost AS DECIMAL(18, 2)) AS statistical_neighbours_median,
    CAST(COALESCE(n.included, 0) AS INTEGER) AS statistical_neighbours_included,
    CAST(n.vintage AS VARCHAR) AS statistical_neighbours_vintage,
    CAST(w.england_rank AS INTEGER) AS england_rank,
    CAST(w.england_rank_of AS INTEGER) AS england_rank_of
FROM costs AS w
INNER JOIN seed_section_251_indicator AS i ON w.indicator = i.indicator
-- A number can have had several nine-character codes; that of the year's last day is taken.
INNER JOIN dim_local_authority AS a
    ON
        w.dfe_code = a.dfe_la_code
        AND (a.valid_from IS NULL OR a.valid_from <= MAKE_DATE(w.collection_year, 3, 31))
        AND (a.valid_to IS NULL OR a.valid_to >= MAKE_DATE(w.collection_year, 3, 31))
LEFT JOIN
    areas AS e
    ON w.indicator = e.indicator AND w.collection_year = e.collection_year AND e.area = 'england'
LEFT JOIN areas AS r
    ON w.indicator = r.indicator AND w.collection_year = r.collection_year AND r.area = LOWER(a.region_name)
LEFT JOIN neighbours AS n
    ON w.dfe_code = n.dfe_la_code AND w.indicator = n.indicator AND w.collection_year = n.collection_year
