/*---
description: One row per measure, LA, year and group of which a statistical neighbour has a value, not for plain counts.
grain: [measure_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  la_code: ONS nine-character code under which the local authority has figures for the year.
  statistical_neighbours_mean: Mean of the statistical neighbours that have a value, as LAIT has it.
  statistical_neighbours_median: Median of the statistical neighbours that have a value, as DfE's dashboard has it.
  statistical_neighbours_included: Statistical neighbours that have a value, of the ten.
  statistical_neighbours_vintage: Edition of DfE's model that names the neighbours.
  best_neighbour: Name of the statistical neighbour with the value hoped for, the nearer of equals; NULL where neither high nor low is.
  best_neighbour_code: ONS code of that neighbour.
  best_neighbour_value: Value of that neighbour.
source: DfE statistical neighbour model; which edition stands for which year is in seed_statistical_neighbour_year
---*/
WITH local_authorities AS (
    SELECT
        m.measure_id,
        m.geography_code,
        m.geography_name,
        m.collection_year,
        m.breakdown,
        m.breakdown_value,
        m.value,
        a.dfe_la_code,
        CASE WHEN s.polarity = 'high' THEN -m.value WHEN s.polarity = 'low' THEN m.value END AS value_to_rank
    FROM mart_measure AS m
    INNER JOIN seed_measures AS s ON m.measure_id = s.measure_id
    INNER JOIN dim_local_authority AS a ON m.geography_code = a.la_code
    WHERE m.geography_level = 'Local authority' AND m.value IS NOT NULL AND s.denominator_count IS NOT NULL
),

-- Only pairs of which both have figures, whatever codes they have in the year.
pairs AS (
    SELECT DISTINCT
        a.la_code,
        o.collection_year,
        n.vintage,
        n.neighbour_rank,
        n.neighbour_dfe_la_code
    FROM (
        SELECT DISTINCT
            m.geography_code,
            m.collection_year
        FROM mart_measure AS m
        WHERE m.geography_level = 'Local authority'
    ) AS o
    INNER JOIN dim_local_authority AS a ON o.geography_code = a.la_code
    INNER JOIN seed_statistical_neighbour AS n ON a.dfe_la_code = n.dfe_la_code
    INNER JOIN seed_statistical_neighbour_year AS y
        ON
            n.vintage = y.vintage
            AND o.collection_year >= COALESCE(y.first_year, 0)
            AND o.collection_year <= COALESCE(y.last_year, 9999)
),

neighbours AS (
    SELECT
        p.la_code,
        p.vintage,
        n.*,
        ROW_NUMBER() OVER (
            PARTITION BY n.measure_id, p.la_code, n.collection_year, n.breakdown, n.breakdown_value
            ORDER BY n.value_to_rank ASC, p.neighbour_rank ASC
        ) AS preference
    FROM pairs AS p
    INNER JOIN local_authorities AS n
        ON p.neighbour_dfe_la_code = n.dfe_la_code AND p.collection_year = n.collection_year
)

SELECT
    n.measure_id,
    CAST(n.la_code AS VARCHAR) AS la_code,
    n.collection_year,
    n.breakdown,
    n.breakdown_value,
    -- As decimals: a sum of doubles depends, in its last digits, on the order in which rows come.
    CAST(AVG(CAST(n.value AS DECIMAL(28, 10))) AS DOUBLE) AS statistical_neighbours_mean,
    CAST(MEDIAN(n.value) AS DOUBLE) AS statistical_neighbours_median,
    CAST(COUNT(*) AS INTEGER) AS statistical_neighbours_included,
    CAST(MAX(n.vintage) AS VARCHAR) AS statistical_neighbours_vintage,
    CAST(
        MAX(CASE WHEN n.preference = 1 AND n.value_to_rank IS NOT NULL THEN n.geography_name END) AS VARCHAR
    ) AS best_neighbour,
    CAST(
        MAX(CASE WHEN n.preference = 1 AND n.value_to_rank IS NOT NULL THEN n.geography_code END) AS VARCHAR
    ) AS best_neighbour_code,
    CAST(
        MAX(CASE WHEN n.preference = 1 AND n.value_to_rank IS NOT NULL THEN n.value END) AS DOUBLE
    ) AS best_neighbour_value
FROM neighbours AS n
GROUP BY n.measure_id, n.la_code, n.collection_year, n.breakdown, n.breakdown_value
