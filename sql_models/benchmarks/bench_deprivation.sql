/*---
description: One row per measure, LA and year, beside what is usual at its deprivation, with the limits of a funnel about that.
grain: [measure_id, la_code, collection_year]
columns:
  la_code: ONS nine-character code under which the local authority has figures for the year.
  la_name: Name of the local authority.
  idaci_score: Income deprivation affecting children, average score of the edition that stands for the year.
  value: The measure in its unit.
  expected: What the straight line through all local authorities has at that score.
  low_95: Lower limit within which 95 in 100 would lie if they differed from the line by chance and the usual spread; all limits are NULL where the line is at 0.
  high_95: Upper limit of the same.
  low_998: Lower limit of 998 in 1,000.
  high_998: Upper limit of the same.
  position: High or Low outside the limits of 998 in 1,000, Rather high or Rather low outside those of 95 in 100, else As expected; Unknown without limits.
  correlation: Pearson's r of the measure with the score over the local authorities of the year.
  las_included: Local authorities with a value and a score in the year.
  overdispersion: How many times wider than by chance the local authorities spread, 1 at least; the limits are wider by its root.
warnings:
  - High and low are of the number, not good and bad; the line is no target.
source: >-
  CCN 2021, figure 5: care applications per 10,000 against IDACI 2019, Pearson's r. Left open there and decided here: not
  weighted; a straight line of least squares; chance is that of a count or of a share; the spread beyond chance is the
  mean square of z, the outermost tenths drawn in (Spiegelhalter 2005). Ten authorities at least.
---*/
WITH figures AS (
    SELECT
        m.measure_id,
        m.geography_code AS la_code,
        m.geography_name AS la_name,
        m.collection_year,
        m.value,
        u.factor,
        u.unit = 'percent' AS is_share,
        CAST(m.denominator AS DOUBLE) AS denominator,
        i.idaci_score
    FROM mart_measure AS m
    INNER JOIN seed_measures AS s ON m.measure_id = s.measure_id
    INNER JOIN seed_measure_unit AS u ON s.unit = u.unit
    INNER JOIN dim_local_authority AS a ON m.geography_code = a.la_code
    INNER JOIN seed_idaci AS i
        ON
            a.current_la_code = i.la_code
            AND m.collection_year BETWEEN COALESCE(i.first_year, 0) AND COALESCE(i.last_year, 9999)
    WHERE
        m.geography_level = 'Local authority' AND m.breakdown = 'Total'
        AND u.unit IN ('percent', 'per_10k', 'per_1000')
        AND m.value IS NOT NULL AND m.denominator > 0
),

statistics AS (
    SELECT
        f.*,
        AVG(f.value) OVER of_year AS mean_value,
        AVG(f.idaci_score) OVER of_year AS mean_score,
        STDDEV_POP(f.value) OVER of_year AS spread_of_values,
        STDDEV_POP(f.idaci_score) OVER of_year AS spread_of_scores,
        CORR(f.value, f.idaci_score) OVER of_year AS correlation,
        COUNT(*) OVER of_year AS las_included
    FROM figures AS f
    WINDOW of_year AS (PARTITION BY f.measure_id, f.collection_year)
),

expected AS (
    SELECT
        s.*,
        GREATEST(
            s.mean_value
            + s.correlation * s.spread_of_values / s.spread_of_scores * (s.idaci_score - s.mean_score),
            0.0
        ) AS expected
    FROM statistics AS s
    WHERE s.las_included >= 10 AND s.spread_of_values > 0 AND s.spread_of_scores > 0
),

chances AS (
    SELECT
        e.*,
        SQRT(CASE
            WHEN NOT e.is_share AND e.expected > 0.0 THEN e.expected * e.factor / e.denominator
            WHEN
                e.expected > 0.0 AND e.expected < 100.0
                THEN e.expected * (100.0 - e.expected) / e.denominator
        END) AS standard_error
    FROM expected AS e
),

scores AS (
    SELECT
        c.*,
        (c.value - c.expected) / c.standard_error AS z,
        PERCENT_RANK() OVER (
            PARTITION BY c.measure_id, c.collection_year
            ORDER BY (c.value - c.expected) / c.standard_error
        ) AS place
    FROM chances AS c
),

drawn_in AS (
    SELECT
        s.*,
        MIN(CASE WHEN s.place >= 0.1 THEN s.z END) OVER of_year AS low_z,
        MAX(CASE WHEN s.place <= 0.9 THEN s.z END) OVER of_year AS top_z
    FROM scores AS s
    WINDOW of_year AS (PARTITION BY s.measure_id, s.collection_year)
),

spreads AS (
    SELECT
        d.*,
        GREATEST(AVG(
            CASE WHEN d.z IS NOT NULL THEN POWER(GREATEST(LEAST(d.z, d.top_z), d.low_z), 2) END
        ) OVER (PARTITION BY d.measure_id, d.collection_year), 1.0) AS overdispersion
    FROM drawn_in AS d
),

limits AS (
    SELECT
        s.*,
        1.96 * SQRT(s.overdispersion) * s.standard_error AS half_95,
        3.09 * SQRT(s.overdispersion) * s.standard_error AS half_998
    FROM spreads AS s
)

SELECT
    l.measure_id,
    CAST(l.la_code AS VARCHAR) AS la_code,
    CAST(l.la_name AS VARCHAR) AS la_name,
    l.collection_year,
    l.idaci_score,
    l.value,
    CAST(ROUND(l.expected, 4) AS DOUBLE) AS expected,
    CAST(ROUND(CASE WHEN l.half_95 > l.expected THEN 0.0 ELSE l.expected - l.half_95 END, 4) AS DOUBLE)
        AS low_95,
    CAST(ROUND(l.expected + l.half_95, 4) AS DOUBLE) AS high_95,
    CAST(ROUND(CASE WHEN l.half_998 > l.expected THEN 0.0 ELSE l.expected - l.half_998 END, 4) AS DOUBLE)
        AS low_998,
    CAST(ROUND(l.expected + l.half_998, 4) AS DOUBLE) AS high_998,
    CAST(CASE
        WHEN l.half_95 IS NULL THEN 'Unknown'
        WHEN l.value > l.expected + l.half_998 THEN 'High'
        WHEN l.value < l.expected - l.half_998 THEN 'Low'
        WHEN l.value > l.expected + l.half_95 THEN 'Rather high'
        WHEN l.value < l.expected - l.half_95 THEN 'Rather low'
        ELSE 'As expected'
    END AS VARCHAR) AS position,
    CAST(ROUND(l.correlation, 4) AS DOUBLE) AS correlation,
    CAST(l.las_included AS INTEGER) AS las_included,
    CAST(ROUND(l.overdispersion, 4) AS DOUBLE) AS overdispersion
FROM limits AS l
