/*---
description: One row per measure, place and year in a release of DfE that has a figure or a symbol for it.
grain: [measure_id, geography_level, geography_code, collection_year, release_year]
columns:
  geography_code: ONS code of the place, of a local authority the newest of its DfE number.
  collection_year: Year in which the 31 March of the figure falls.
  published_value: The figure as published; NULL for a symbol.
  published_symbol: Symbol in its stead (c, k, x, z ...); empty where there is a figure.
  decimals: Decimal places that DfE publishes.
source: DfE children looked after and children in need; which heading holds which measure is in seed_published_measure
---*/
WITH groups_of_rows AS (
    SELECT
        f.row_id,
        f.heading,
        f.value_text
    FROM stg_published__figure AS f
    WHERE NOT f.is_indicator
),

figures AS (
    SELECT
        m.measure_id,
        m.decimals,
        v.release_year,
        v.geographic_level,
        v.time_period,
        v.value,
        v.symbol_code,
        CASE v.geographic_level
            WHEN 'National' THEN v.country_code
            WHEN 'Regional' THEN v.region_code
            -- A row about two authorities together has both codes and is of neither.
            ELSE a.current_la_code
        END AS geography_code,
        ROW_NUMBER() OVER (
            PARTITION BY
                m.measure_id, v.release_year, v.geographic_level, v.time_period, v.country_code,
                v.region_code, COALESCE(a.current_la_code, v.new_la_code)
            ORDER BY CASE WHEN v.value IS NULL THEN 1 ELSE 0 END ASC, v.row_id ASC
        ) AS preference
    FROM seed_published_measure AS m
    INNER JOIN stg_published__figure AS v ON m.heading = v.heading AND v.is_indicator
    INNER JOIN groups_of_rows AS g
        ON v.row_id = g.row_id AND m.filter_heading = g.heading AND m.filter_value = g.value_text
    LEFT JOIN groups_of_rows AS h
        ON
            v.row_id = h.row_id
            AND m.second_filter_heading = h.heading
            AND m.second_filter_value = h.value_text
    LEFT JOIN dim_local_authority AS a ON v.new_la_code = a.la_code
    WHERE
        (m.second_filter_heading IS NULL OR h.row_id IS NOT NULL)
        AND v.time_identifier LIKE 'Reporting year%'
        AND LENGTH(v.time_period) = 4
        AND (v.value IS NOT NULL OR v.symbol_code IS NOT NULL)
)

SELECT
    f.measure_id,
    CAST(f.geographic_level AS VARCHAR) AS geography_level,
    CAST(f.geography_code AS VARCHAR) AS geography_code,
    CAST(f.time_period AS INTEGER) AS collection_year,
    CAST(f.release_year AS INTEGER) AS release_year,
    CAST(f.value AS DOUBLE) AS published_value,
    CAST(COALESCE(f.symbol_code, '') AS VARCHAR) AS published_symbol,
    f.decimals
FROM figures AS f
WHERE f.preference = 1 AND f.geography_code IS NOT NULL
