/*---
description: One row per measure, geography, year and DfE release that publishes the same figure, with both and the difference.
grain: [measure_id, geography_level, geography_code, collection_year, release_year]
columns:
  published_value: The figure as DfE published it; NULL for a symbol.
  published_symbol: DfE's symbol in its stead; empty where there is a figure.
  difference: Our value, rounded as DfE rounds, less the published one; NULL when either is missing.
warnings:
  - Rates stand over the newest population, in DfE's release over that of its day; population_vintage says which ours is.
  - England and the regions are here the local authorities held, as many as las_included says; DfE rounds their counts to 10.
source: DfE children looked after and children in need, as in fct_published_figure
---*/
SELECT
    m.measure_id,
    m.geography_level,
    m.geography_code,
    m.geography_name,
    m.collection_year,
    p.release_year,
    m.numerator,
    m.denominator,
    m.value,
    m.symbol,
    m.las_included,
    m.population_vintage,
    p.published_value,
    p.published_symbol,
    CAST(
        FLOOR(m.value * POWER(10, p.decimals) + 0.5) / POWER(10, p.decimals) - p.published_value AS DOUBLE
    ) AS difference
FROM mart_measure AS m
LEFT JOIN dim_local_authority AS a
    ON m.geography_level = 'Local authority' AND m.geography_code = a.la_code
INNER JOIN fct_published_figure AS p
    ON
        m.measure_id = p.measure_id
        AND m.geography_level = p.geography_level
        AND COALESCE(a.current_la_code, m.geography_code) = p.geography_code
        AND m.collection_year = p.collection_year
WHERE m.breakdown = 'Total'
