/*---
description: One row per measure, geography, year and group, beside England, the region, statistical neighbours and all local authorities held.
grain: [measure_id, geography_level, geography_code, collection_year, breakdown, breakdown_value]
columns:
  england: The same measure for England as held here.
  region: The same measure for the region of the local authority; NULL for other geographies.
  london_part: The same measure for Inner or Outer London, in which the local authority lies; NULL elsewhere.
  all_las_mean: Mean of the local authorities that have a value; NULL for counts.
  all_las_median: Median of the local authorities that have a value; NULL for counts.
  rank: Place among local authorities, 1 for the value hoped for (the highest where neither is); NULL for counts.
  rank_of: Local authorities ranked.
  quartile: Quarter of the local authorities by rank, 1 to 4; NULL with fewer than four or without polarity.
  change_on_year: Value less the value of the year before; NULL when either is missing.
  value_three_years: The measure of this year and the two before, sums over sums, for numbers too small for one; NULL for counts and without all three years.
warnings:
  - England, regions and neighbours are those of the local authorities held here, not all that exist.
source: LAIT compares with the mean of statistical neighbours, DfE's dashboard with their median, so both are told
---*/
WITH figures AS (
    SELECT
        m.*,
        s.polarity,
        u.factor,
        s.denominator_count IS NOT NULL AND m.geography_level = 'Local authority' AND m.value IS NOT NULL
            AS is_ranked,
        s.denominator_count IS NOT NULL AS is_ratio,
        CASE WHEN s.polarity = 'low' THEN m.value ELSE -m.value END AS value_to_rank,
        CASE WHEN m.geography_level = 'Regional' THEN m.geography_code ELSE a.region_code END
            AS own_region_code,
        CASE WHEN m.geography_level = 'Regional' THEN m.geography_code ELSE a.london_part_code END
            AS own_part_code,
        -- A local authority that changed its nine-character code is the same one.
        COALESCE(a.current_la_code, m.geography_code) AS lasting_code
    FROM mart_measure AS m
    INNER JOIN seed_measures AS s ON m.measure_id = s.measure_id
    INNER JOIN seed_measure_unit AS u ON s.unit = u.unit
    LEFT JOIN
        dim_local_authority AS a
        ON m.geography_level = 'Local authority' AND m.geography_code = a.la_code
),

compared AS (
    SELECT
        f.*,
        MAX(CASE WHEN f.geography_level = 'National' THEN f.value END) OVER everywhere AS england,
        MAX(CASE WHEN f.geography_level = 'Regional' THEN f.value END) OVER (
            PARTITION BY f.measure_id, f.collection_year, f.breakdown, f.breakdown_value, f.own_region_code
        ) AS region,
        MAX(CASE WHEN f.geography_level = 'Regional' THEN f.value END) OVER (
            PARTITION BY f.measure_id, f.collection_year, f.breakdown, f.breakdown_value, f.own_part_code
        ) AS london_part,
        -- As decimals: a sum of doubles depends, in its last digits, on the order in which rows come.
        AVG(CASE WHEN f.is_ranked THEN CAST(f.value AS DECIMAL(28, 10)) END) OVER everywhere AS all_las_mean,
        MEDIAN(CASE WHEN f.is_ranked THEN f.value END) OVER everywhere AS all_las_median,
        SUM(CASE WHEN f.is_ranked THEN 1 ELSE 0 END) OVER everywhere AS rank_of,
        RANK() OVER (
            PARTITION BY f.measure_id, f.collection_year, f.breakdown, f.breakdown_value, f.is_ranked
            ORDER BY f.value_to_rank
        ) AS rank,
        LAG(f.value) OVER years AS value_before,
        LAG(f.collection_year) OVER years AS year_before,
        SUM(f.numerator) OVER three_years AS numerator_three_years,
        SUM(f.denominator) OVER three_years AS denominator_three_years,
        SUM(CASE WHEN f.numerator IS NOT NULL AND f.denominator IS NOT NULL THEN 1 ELSE 0 END)
            OVER three_years AS years_known
    FROM figures AS f
    WINDOW
        everywhere AS (PARTITION BY f.measure_id, f.collection_year, f.breakdown, f.breakdown_value),
        years AS (
            PARTITION BY f.measure_id, f.geography_level, f.lasting_code, f.breakdown, f.breakdown_value
            ORDER BY f.collection_year
        ),
        three_years AS (
            PARTITION BY f.measure_id, f.geography_level, f.lasting_code, f.breakdown, f.breakdown_value
            ORDER BY f.collection_year RANGE BETWEEN 2 PRECEDING AND CURRENT ROW
        )
)

SELECT
    c.measure_id,
    c.geography_level,
    c.geography_code,
    c.geography_name,
    c.collection_year,
    c.breakdown,
    c.breakdown_value,
    c.numerator,
    c.denominator,
    c.value,
    c.symbol,
    c.las_included,
    c.population_vintage,
    CAST(c.england AS DOUBLE) AS england,
    CAST(CASE WHEN c.geography_level = 'Local authority' THEN c.region END AS DOUBLE) AS region,
    CAST(
        CASE
            WHEN c.geography_level = 'Local authority' AND c.own_part_code IS NOT NULL THEN c.london_part
        END AS DOUBLE
    ) AS london_part,
    n.statistical_neighbours_mean,
    n.statistical_neighbours_median,
    n.statistical_neighbours_included,
    n.statistical_neighbours_vintage,
    n.best_neighbour,
    n.best_neighbour_code,
    n.best_neighbour_value,
    CAST(c.all_las_mean AS DOUBLE) AS all_las_mean,
    CAST(c.all_las_median AS DOUBLE) AS all_las_median,
    CAST(CASE WHEN c.is_ranked THEN c.rank END AS INTEGER) AS rank,
    CAST(CASE WHEN c.is_ranked THEN c.rank_of END AS INTEGER) AS rank_of,
    CAST(CASE
        WHEN c.is_ranked AND c.rank_of >= 4 AND c.polarity <> 'neutral'
            THEN FLOOR(4 * (c.rank - 1) / c.rank_of) + 1
    END AS INTEGER) AS quartile,
    CAST(CASE WHEN c.year_before = c.collection_year - 1 THEN c.value - c.value_before END AS DOUBLE)
        AS change_on_year,
    CAST(CASE
        WHEN c.is_ratio AND c.years_known = 3
            THEN c.factor * c.numerator_three_years / NULLIF(c.denominator_three_years, 0)
    END AS DOUBLE) AS value_three_years
FROM compared AS c
LEFT JOIN bench_neighbours AS n
    ON
        c.geography_level = 'Local authority'
        AND c.measure_id = n.measure_id
        AND c.geography_code = n.la_code
        AND c.collection_year = n.collection_year
        AND c.breakdown = n.breakdown
        AND c.breakdown_value = n.breakdown_value
