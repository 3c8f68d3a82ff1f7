/*---
description: One row per measure, geography, year and group, beside England, the region and all local authorities held.
grain: [measure_id, geography_level, geography_code, collection_year, breakdown, breakdown_value]
columns:
  england: The same measure for England as held here.
  region: The same measure for the region of the local authority; NULL for other geographies.
  all_las_mean: Mean of the local authorities that have a value; NULL for counts.
  all_las_median: Median of the local authorities that have a value; NULL for counts.
  rank: Place among local authorities, 1 for the value hoped for (the highest where neither is); NULL for counts.
  rank_of: Local authorities ranked.
  quartile: Quarter of the local authorities by rank, 1 to 4; NULL with fewer than four or without polarity.
  change_on_year: Value less the value of the year before; NULL when either is missing.
---*/
WITH local_authorities AS (
    SELECT
        m.measure_id,
        m.geography_code,
        m.collection_year,
        m.breakdown,
        m.breakdown_value,
        s.polarity,
        CASE WHEN s.polarity = 'low' THEN m.value ELSE -m.value END AS value_to_rank
    FROM mart_measure AS m
    INNER JOIN seed_measures AS s ON m.measure_id = s.measure_id
    WHERE m.geography_level = 'Local authority' AND m.value IS NOT NULL AND s.unit <> 'count'
),

ranked AS (
    SELECT
        l.*,
        RANK() OVER (
            PARTITION BY l.measure_id, l.collection_year, l.breakdown, l.breakdown_value
            ORDER BY l.value_to_rank
        ) AS rank,
        COUNT(*) OVER (
            PARTITION BY l.measure_id, l.collection_year, l.breakdown, l.breakdown_value
        ) AS rank_of
    FROM local_authorities AS l
),

across_local_authorities AS (
    SELECT
        m.measure_id,
        m.collection_year,
        m.breakdown,
        m.breakdown_value,
        -- As decimals: a sum of doubles depends, in its last digits, on the order in which rows come.
        AVG(CAST(m.value AS DECIMAL(28, 10))) AS all_las_mean,
        MEDIAN(m.value) AS all_las_median
    FROM mart_measure AS m
    INNER JOIN seed_measures AS s ON m.measure_id = s.measure_id
    WHERE m.geography_level = 'Local authority' AND s.unit <> 'count'
    GROUP BY m.measure_id, m.collection_year, m.breakdown, m.breakdown_value
)

SELECT
    m.measure_id,
    m.geography_level,
    m.geography_code,
    m.geography_name,
    m.collection_year,
    m.breakdown,
    m.breakdown_value,
    m.numerator,
    m.denominator,
    m.value,
    m.symbol,
    m.las_included,
    CAST(e.value AS DOUBLE) AS england,
    CAST(r.value AS DOUBLE) AS region,
    CAST(c.all_las_mean AS DOUBLE) AS all_las_mean,
    CAST(c.all_las_median AS DOUBLE) AS all_las_median,
    CAST(k.rank AS INTEGER) AS rank,
    CAST(k.rank_of AS INTEGER) AS rank_of,
    CAST(CASE
        WHEN k.rank_of >= 4 AND k.polarity <> 'neutral'
            THEN FLOOR(4 * (k.rank - 1) / k.rank_of) + 1
    END AS INTEGER) AS quartile,
    CAST(m.value - y.value AS DOUBLE) AS change_on_year
FROM mart_measure AS m
INNER JOIN mart_measure AS e
    ON
        m.measure_id = e.measure_id AND m.collection_year = e.collection_year
        AND m.breakdown = e.breakdown AND m.breakdown_value = e.breakdown_value
        AND e.geography_level = 'National'
LEFT JOIN dim_local_authority AS a
    ON m.geography_level = 'Local authority' AND m.geography_code = a.la_code
LEFT JOIN mart_measure AS r
    ON
        m.measure_id = r.measure_id AND m.collection_year = r.collection_year
        AND m.breakdown = r.breakdown AND m.breakdown_value = r.breakdown_value
        AND r.geography_level = 'Regional' AND a.region_code = r.geography_code
LEFT JOIN across_local_authorities AS c
    ON
        m.measure_id = c.measure_id AND m.collection_year = c.collection_year
        AND m.breakdown = c.breakdown AND m.breakdown_value = c.breakdown_value
LEFT JOIN ranked AS k
    ON
        m.geography_level = 'Local authority' AND m.geography_code = k.geography_code
        AND m.measure_id = k.measure_id AND m.collection_year = k.collection_year
        AND m.breakdown = k.breakdown AND m.breakdown_value = k.breakdown_value
LEFT JOIN mart_measure AS y
    ON
        m.measure_id = y.measure_id AND m.collection_year - 1 = y.collection_year
        AND m.breakdown = y.breakdown AND m.breakdown_value = y.breakdown_value
        AND m.geography_level = y.geography_level AND m.geography_code = y.geography_code
