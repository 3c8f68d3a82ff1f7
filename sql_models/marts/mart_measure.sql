/*---
description: One row per measure, geography, year and group, unrounded.
grain: [measure_id, geography_level, geography_code, collection_year, breakdown, breakdown_value]
columns:
  geography_level: National, Regional or Local authority.
  geography_code: ONS code of the geography.
  geography_name: Name of the geography.
  numerator: Sum above the line, money in pence; NULL when no LA told it and what is below the line.
  denominator: Sum below the line; NULL for a plain count.
  value: The measure in its unit; NULL where symbol says why.
  symbol: Empty where there is a value, z when there is nothing to divide by, x when it has not been returned, the gate withholds the return (release_coverage says why) or the population is not held.
  las_included: Local authorities whose figures the row holds.
  population_vintage: Mid-year of the population below the line and the release that carried it, for estimates are rebased between releases; empty where there is none below the line.
warnings:
  - England and the regions are the local authorities held here, as many as las_included says, not all that exist.
  - A local authority that told only what is above or only what is below the line is in neither sum.
source: Rates use the ONS mid-year estimate of the year before, as DfE does; groups, shares and totals as seed_measures says
---*/
WITH geographies AS (
    SELECT
        a.la_code,
        'Local authority' AS geography_level,
        a.la_code AS geography_code,
        a.la_name AS geography_name
    FROM dim_local_authority AS a
    UNION ALL
    SELECT
        a.la_code,
        'Regional' AS geography_level,
        a.region_code AS geography_code,
        a.region_name AS geography_name
    FROM dim_local_authority AS a
    UNION ALL
    SELECT
        a.la_code,
        'Regional' AS geography_level,
        a.london_part_code AS geography_code,
        a.london_part AS geography_name
    FROM dim_local_authority AS a
    WHERE a.london_part_code IS NOT NULL
    UNION ALL
    SELECT
        a.la_code,
        'National' AS geography_level,
        'E92000001' AS geography_code,
        'England' AS geography_name
    FROM dim_local_authority AS a
),

sums AS (
    SELECT
        n.measure_id,
        g.geography_level,
        g.geography_code,
        g.geography_name,
        n.collection_year,
        n.breakdown,
        n.breakdown_value,
        n.is_ratio,
        SUM(n.numerator) AS numerator,
        SUM(n.denominator) AS denominator,
        COUNT(n.numerator) AS las_included,
        MIN(CASE WHEN n.numerator IS NOT NULL THEN n.population_vintage END) AS first_vintage,
        MAX(CASE WHEN n.numerator IS NOT NULL THEN n.population_vintage END) AS last_vintage
    FROM mart_measure__of_authorities AS n
    INNER JOIN geographies AS g
        ON
            n.la_code = g.la_code
            -- A share has a total only to say that it was not returned, and that is said of the authority alone.
            AND (g.geography_level = 'Local authority' OR n.breakdown <> 'Total' OR NOT n.is_share)
    GROUP BY
        n.measure_id, g.geography_level, g.geography_code, g.geography_name,
        n.collection_year, n.breakdown, n.breakdown_value, n.is_ratio
)

SELECT
    s.measure_id,
    CAST(s.geography_level AS VARCHAR) AS geography_level,
    CAST(s.geography_code AS VARCHAR) AS geography_code,
    CAST(s.geography_name AS VARCHAR) AS geography_name,
    s.collection_year,
    s.breakdown,
    s.breakdown_value,
    CAST(s.numerator AS BIGINT) AS numerator,
    CAST(s.denominator AS BIGINT) AS denominator,
    CAST(
        u.factor * s.numerator / CASE WHEN s.is_ratio THEN NULLIF(s.denominator, 0) ELSE 1 END AS DOUBLE
    ) AS value,
    CAST(CASE
        WHEN s.numerator IS NULL THEN 'x'
        WHEN s.is_ratio AND s.denominator = 0 THEN 'z'
        ELSE ''
    END AS VARCHAR) AS symbol,
    CAST(s.las_included AS INTEGER) AS las_included,
    CAST(CASE
        WHEN s.first_vintage = s.last_vintage THEN s.first_vintage
        WHEN s.first_vintage IS NULL THEN ''
        ELSE s.first_vintage || ' to ' || s.last_vintage
    END AS VARCHAR) AS population_vintage
FROM sums AS s
INNER JOIN seed_measures AS m ON s.measure_id = m.measure_id
INNER JOIN seed_measure_unit AS u ON m.unit = u.unit
