/*---
description: One row per measure, LA, year and group, with what stands above and below the line.
grain: [measure_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the measure is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  numerator: Sum above the line, money in pence; NULL when it or what is below the line is not known, or the year is withheld.
  denominator: Sum below the line; NULL for a plain count, and when it or what is above the line is not known.
  is_ratio: Whether something stands below the line.
  is_share: Whether that is the total of the same count.
  population_vintage: Mid-year of the population below the line and the release that carried it, for estimates are rebased between releases; empty where there is none below the line.
source: Rates use the ONS mid-year estimate of the year before, as DfE does; groups, shares and totals as seed_measures says
---*/
WITH measures AS (
    SELECT
        m.*,
        m.numerator_values IS NOT NULL OR m.denominator_values IS NOT NULL AS is_of_chosen_groups,
        COALESCE(m.numerator_count = m.denominator_count, FALSE)
        AND m.numerator_values IS NULL AND m.denominator_values IS NULL AS is_share,
        COALESCE(k.counted_in = 'people', FALSE) AS is_rate
    FROM seed_measures AS m
    LEFT JOIN seed_measure_count AS k ON m.denominator_count = k.count_id
),

-- The two sides of the line. A share has but one: what is below is the total of the same count.
terms AS (
    SELECT
        m.measure_id,
        TRUE AS is_above,
        m.numerator_count AS count_id,
        m.numerator_values AS chosen_groups,
        m.is_of_chosen_groups,
        m.breakdowns
    FROM measures AS m
    UNION ALL
    SELECT
        m.measure_id,
        FALSE AS is_above,
        m.denominator_count AS count_id,
        m.denominator_values AS chosen_groups,
        m.is_of_chosen_groups,
        m.breakdowns
    FROM measures AS m
    WHERE m.denominator_count IS NOT NULL AND NOT m.is_share AND NOT m.is_rate
),

counts_of_terms AS (
    SELECT
        t.measure_id,
        t.is_above,
        n.la_code,
        n.collection_year,
        CASE WHEN t.is_of_chosen_groups THEN 'Total' ELSE n.breakdown END AS breakdown,
        CASE WHEN t.is_of_chosen_groups THEN 'Total' ELSE n.breakdown_value END AS breakdown_value,
        -- Of chosen groups the total is there too, as nought, for where nobody is in them.
        CASE WHEN t.chosen_groups IS NULL OR n.breakdown <> 'Total' THEN n.number ELSE 0 * n.number END
            AS number
    FROM terms AS t
    INNER JOIN mart_measure_count AS n
        ON
            t.count_id = n.count_id
            AND (
                n.breakdown = 'Total'
                OR STRPOS(
                    '; ' || t.chosen_groups || '; ', '; ' || n.breakdown || ': ' || n.breakdown_value || '; '
                )
                > 0
                OR (
                    NOT t.is_of_chosen_groups
                    AND (
                        t.breakdowns = 'all'
                        OR STRPOS('; ' || t.breakdowns || '; ', '; ' || n.breakdown || '; ') > 0
                    )
                )
            )
),

both_sides AS (
    SELECT
        n.measure_id,
        n.la_code,
        n.collection_year,
        n.breakdown,
        n.breakdown_value,
        SUM(CASE WHEN n.is_above THEN n.number END) AS numerator,
        SUM(CASE WHEN NOT n.is_above THEN n.number END) AS denominator
    FROM counts_of_terms AS n
    GROUP BY n.measure_id, n.la_code, n.collection_year, n.breakdown, n.breakdown_value
),

known_sides AS (
    SELECT
        b.measure_id,
        b.la_code,
        b.collection_year,
        b.breakdown,
        b.breakdown_value,
        b.numerator,
        m.denominator_count IS NOT NULL AS is_ratio,
        m.is_share,
        CASE
            WHEN m.is_share
                THEN
                    MAX(CASE WHEN b.breakdown = 'Total' THEN b.numerator END)
                        OVER (
                            PARTITION BY b.measure_id, b.la_code, b.collection_year
                        )
            WHEN m.is_rate THEN p.population
            ELSE b.denominator
        END AS denominator,
        'mid-' || CAST(p.mid_year AS VARCHAR) || ', ' || p.published_in AS vintage
    FROM both_sides AS b
    INNER JOIN measures AS m ON b.measure_id = m.measure_id
    LEFT JOIN seed_population_0_17 AS p
        ON m.is_rate AND b.la_code = p.la_code AND b.collection_year - 1 = p.mid_year
)

SELECT
    s.measure_id,
    s.la_code,
    s.collection_year,
    CAST(s.breakdown AS VARCHAR) AS breakdown,
    CAST(s.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE WHEN s.denominator IS NOT NULL OR NOT s.is_ratio THEN s.numerator END AS BIGINT) AS numerator,
    CAST(CASE WHEN s.numerator IS NOT NULL AND s.is_ratio THEN s.denominator END AS BIGINT) AS denominator,
    CAST(s.is_ratio AS BOOLEAN) AS is_ratio,
    CAST(s.is_share AS BOOLEAN) AS is_share,
    CAST(COALESCE(s.vintage, '') AS VARCHAR) AS population_vintage
FROM known_sides AS s
WHERE
    -- A share of everything is always 100; one that has not been returned is there to say so.
    NOT (s.is_share AND s.breakdown = 'Total' AND s.numerator IS NOT NULL)
    -- A group that only one side has is no group of the measure.
    AND (s.breakdown = 'Total' OR (s.numerator IS NOT NULL AND (s.denominator IS NOT NULL OR NOT s.is_ratio)))
UNION ALL
-- A year that the gate withholds is there to say so.
SELECT
    m.measure_id,
    g.la_code,
    g.collection_year,
    'Total' AS breakdown,
    'Total' AS breakdown_value,
    NULL AS numerator,
    NULL AS denominator,
    m.denominator_count IS NOT NULL AS is_ratio,
    m.is_share,
    '' AS population_vintage
FROM fct_gate_decision AS g
CROSS JOIN measures AS m
WHERE g.decision = 'withhold'
