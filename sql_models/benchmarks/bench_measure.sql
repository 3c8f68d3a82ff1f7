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
        s.denominator_count IS NOT NULL AND a.la_code IS NOT NULL AND m.value IS NOT NULL AS is_ranked,
        CASE WHEN s.polarity = 'low' THEN m.value ELSE -m.value END AS value_to_rank,
        a.region_code AS own_region_code,
        a.london_part_code AS own_part_code,
        -- A local authority that changed its nine-character code is the same one.
        COALESCE(a.current_la_code, m.geography_code) AS lasting_code
    FROM mart_measure AS m
    INNER JOIN seed_measures AS s ON m.measure_id = s.measure_id
    INNER JOIN seed_measure_unit AS u ON s.unit = u.unit
    LEFT JOIN dim_local_authority AS a ON m.geography_code = a.la_code
),

ranked AS (
    SELECT
        f.*,
        RANK() OVER (
            PARTITION BY f.measure_id, f.collection_year, f.breakdown, f.breakdown_value
            ORDER BY f.value_to_rank
        ) AS rank
    FROM figures AS f
    WHERE f.is_ranked
),

across_local_authorities AS (
    SELECT
        f.measure_id,
        f.collection_year,
        f.breakdown,
        f.breakdown_value,
        -- As decimals: a sum of doubles depends, in its last digits, on the order in which rows come.
        AVG(CAST(f.value AS DECIMAL(28, 10))) AS all_las_mean,
        MEDIAN(f.value) AS all_las_median,
        COUNT(*) AS rank_of
    FROM figures AS f
    WHERE f.is_ranked
    GROUP BY f.measure_id, f.collection_year, f.breakdown, f.breakdown_value
),

over_years AS (
    SELECT
        f.*,
        LAG(f.value) OVER years AS value_before,
        LAG(f.collection_year) OVER years AS year_before,
        SUM(f.numerator) OVER three_years AS numerator_three_years,
        SUM(f.denominator) OVER three_years AS denominator_three_years,
        COUNT(f.numerator + f.denominator) OVER three_years AS years_known
    FROM figures AS f
    WINDOW
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
    CAST(e.value AS DOUBLE) AS england,
    CAST(r.value AS DOUBLE) AS region,
    CAST(o.value AS DOUBLE) AS london_part,
    n.statistical_neighbours_mean,
    n.statistical_neighbours_median,
    n.statistical_neighbours_included,
    n.statistical_neighbours_vintage,
    n.best_neighbour,
    n.best_neighbour_code,
    n.best_neighbour_value,
    CAST(l.all_las_mean AS DOUBLE) AS all_las_mean,
    CAST(l.all_las_median AS DOUBLE) AS all_las_median,
    CAST(k.rank AS INTEGER) AS rank,
    CAST(CASE WHEN c.is_ranked THEN l.rank_of END AS INTEGER) AS rank_of,
    CAST(CASE
        WHEN l.rank_of >= 4 AND c.polarity <> 'neutral'
            THEN FLOOR(4 * (k.rank - 1) / l.rank_of) + 1
    END AS INTEGER) AS quartile,
    CAST(CASE WHEN c.year_before = c.collection_year - 1 THEN c.value - c.value_before END AS DOUBLE)
        AS change_on_year,
    CAST(CASE
        WHEN c.years_known = 3
            THEN c.factor * c.numerator_three_years / NULLIF(c.denominator_three_years, 0)
    END AS DOUBLE) AS value_three_years
FROM over_years AS c
LEFT JOIN mart_measure AS e
    ON
        c.measure_id = e.measure_id AND c.collection_year = e.collection_year
        AND c.breakdown = e.breakdown AND c.breakdown_value = e.breakdown_value
        AND e.geography_level = 'National'
LEFT JOIN mart_measure AS r
    ON
        c.measure_id = r.measure_id AND c.collection_year = r.collection_year
        AND c.breakdown = r.breakdown AND c.breakdown_value = r.breakdown_value
        AND r.geography_level = 'Regional' AND c.own_region_code = r.geography_code
LEFT JOIN mart_measure AS o
    ON
        c.measure_id = o.measure_id AND c.collection_year = o.collection_year
        AND c.breakdown = o.breakdown AND c.breakdown_value = o.breakdown_value
        AND o.geography_level = 'Regional' AND c.own_part_code = o.geography_code
LEFT JOIN across_local_authorities AS l
    ON
        c.measure_id = l.measure_id AND c.collection_year = l.collection_year
        AND c.breakdown = l.breakdown AND c.breakdown_value = l.breakdown_value
LEFT JOIN ranked AS k
    ON
        c.is_ranked AND c.geography_code = k.geography_code
        AND c.measure_id = k.measure_id AND c.collection_year = k.collection_year
        AND c.breakdown = k.breakdown AND c.breakdown_value = k.breakdown_value
LEFT JOIN bench_neighbours AS n
    ON
        c.geography_level = 'Local authority' AND c.geography_code = n.la_code
        AND c.measure_id = n.measure_id AND c.collection_year = n.collection_year
        AND c.breakdown = n.breakdown AND c.breakdown_value = n.breakdown_value
