/*---
description: One row per measure, geography, year and group, unrounded.
grain: [measure_id, geography_level, geography_code, collection_year, breakdown, breakdown_value]
columns:
  geography_level: National, Regional or Local authority.
  geography_code: ONS code of the geography.
  geography_name: Name of the geography.
  numerator: Number counted above the line.
  denominator: Number counted below the line; NULL for a plain count.
  value: The measure in its unit (count, per cent, per 10,000); NULL where symbol says why.
  symbol: Empty where there is a value, z when there is nothing to divide by, x when the population is not held.
  las_included: Local authorities whose figures the row holds.
warnings:
  - England and the regions are the local authorities held here, as many as las_included says, not all that exist.
source: Rates use the ONS mid-year estimate of the year before, as DfE does
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

counts AS (
    SELECT
        n.measure_id,
        g.geography_level,
        g.geography_code,
        g.geography_name,
        n.collection_year,
        n.breakdown,
        n.breakdown_value,
        SUM(n.number) AS number,
        COUNT(*) AS las_included
    FROM mart_measure_count AS n
    INNER JOIN geographies AS g ON n.la_code = g.la_code
    GROUP BY
        n.measure_id, g.geography_level, g.geography_code, g.geography_name,
        n.collection_year, n.breakdown, n.breakdown_value
),

-- NULL when the estimate of any of its LAs is not held: part of a population is no denominator.
populations AS (
    SELECT
        g.geography_level,
        g.geography_code,
        y.collection_year,
        CASE WHEN COUNT(p.population) = COUNT(*) THEN SUM(p.population) END AS population
    FROM (
        SELECT DISTINCT
            n.la_code,
            n.collection_year
        FROM mart_measure_count AS n
    ) AS y
    INNER JOIN geographies AS g ON y.la_code = g.la_code
    LEFT JOIN seed_population_0_17 AS p ON y.la_code = p.la_code AND y.collection_year - 1 = p.mid_year
    GROUP BY g.geography_level, g.geography_code, y.collection_year
),

measured AS (
    SELECT
        m.measure_id,
        m.unit,
        n.geography_level,
        n.geography_code,
        n.geography_name,
        n.collection_year,
        n.breakdown,
        n.breakdown_value,
        n.number AS numerator,
        n.las_included,
        CASE
            WHEN m.unit = 'percent' THEN t.number
            WHEN m.unit = 'per_10k' THEN p.population
        END AS denominator
    FROM counts AS n
    INNER JOIN seed_measures AS m
        ON
            n.measure_id = m.numerator_count
            AND COALESCE(m.numerator_values, '') = ''
            AND COALESCE(m.denominator_count, m.numerator_count) IN (m.numerator_count, 'population_0_17')
            -- A share of everything is always 100, and populations are not held by group.
            AND (m.unit = 'count' OR (m.unit = 'percent') = (n.breakdown <> 'Total'))
    INNER JOIN counts AS t
        ON
            n.measure_id = t.measure_id
            AND n.geography_level = t.geography_level
            AND n.geography_code = t.geography_code
            AND n.collection_year = t.collection_year
            AND t.breakdown = 'Total'
    LEFT JOIN populations AS p
        ON
            n.geography_level = p.geography_level
            AND n.geography_code = p.geography_code
            AND n.collection_year = p.collection_year
)

SELECT
    d.measure_id,
    CAST(d.geography_level AS VARCHAR) AS geography_level,
    CAST(d.geography_code AS VARCHAR) AS geography_code,
    CAST(d.geography_name AS VARCHAR) AS geography_name,
    d.collection_year,
    d.breakdown,
    d.breakdown_value,
    CAST(d.numerator AS BIGINT) AS numerator,
    CAST(d.denominator AS BIGINT) AS denominator,
    CAST(CASE
        WHEN d.unit = 'count' THEN d.numerator
        WHEN d.unit = 'percent' THEN 100.0 * d.numerator / NULLIF(d.denominator, 0)
        ELSE 10000.0 * d.numerator / NULLIF(d.denominator, 0)
    END AS DOUBLE) AS value,
    CAST(CASE
        WHEN d.unit = 'count' OR d.denominator > 0 THEN ''
        WHEN d.denominator IS NULL THEN 'x'
        ELSE 'z'
    END AS VARCHAR) AS symbol,
    CAST(d.las_included AS INTEGER) AS las_included
FROM measured AS d
