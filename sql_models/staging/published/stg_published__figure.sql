/*---
description: One row per row of an explore education statistics file and heading beyond time and place, with its value.
grain: [row_id, heading]
columns:
  row_id: File and data row, which together name the row for good.
  heading: Heading of the file, as published; they differ from file to file and from release to release.
  time_period: Year as four digits, or two years as six (202425).
  time_identifier: What the year is, such as Reporting year (to 31 March), Academic year or Financial year.
  geographic_level: National, Regional or Local authority.
  country_code: ONS code of the country, E92000001 for England.
  region_code: ONS code of the region; for London boroughs that of Inner or Outer London.
  new_la_code: Nine-character ONS code of the local authority; two codes with a slash where the row is about both.
  is_indicator: Whether the file has only numbers and symbols under the heading; no means a filter, which says what the row is about.
  value_text: What the file has under the heading, trimmed; NULL when blank.
  value: The value as a number; NULL for a symbol, a duration in years and months (1:04), a text or a blank.
  symbol_code: Symbol that stands where a number cannot (c, k, low, z, x, u ...); NULL when there is none.
source: DfE, explore education statistics data standard.
---*/
WITH received_rows AS (
    SELECT
        r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS row_id,
        r.dataset,
        r.release_year,
        r.file_id,
        NULLIF(TRIM(r.time_period), '') AS time_period,
        NULLIF(TRIM(r.time_identifier), '') AS time_identifier,
        NULLIF(TRIM(r.geographic_level), '') AS geographic_level,
        NULLIF(TRIM(r.country_code), '') AS country_code,
        NULLIF(TRIM(r.region_code), '') AS region_code,
        NULLIF(TRIM(r.new_la_code), '') AS new_la_code,
        TRY_CAST(CAST(r.other_values AS JSON) AS MAP (VARCHAR, VARCHAR)) AS texts
    FROM raw_published__explore_education_statistics AS r
),

headings_of_rows AS (
    SELECT
        r.*,
        UNNEST(MAP_KEYS(r.texts)) AS heading
    FROM received_rows AS r
),

values_of_rows AS (
    SELECT
        h.*,
        NULLIF(TRIM(h.texts[h.heading]), '') AS value_text,
        TRY_CAST(TRANSLATE(h.texts[h.heading], '£, ', '') AS DECIMAL(18, 6)) AS value
    FROM headings_of_rows AS h
),

values_with_symbols AS (
    SELECT
        v.*,
        s.code AS symbol_code,
        (
            v.value IS NOT NULL
            OR s.code IS NOT NULL
            OR REGEXP_MATCHES(v.value_text, '^[0-9]+:[0-9]+$')
        ) AS is_figure
    FROM values_of_rows AS v
    LEFT JOIN seed_published_code AS s
        ON
            s.code_list = 'symbol'
            AND s.code = LOWER(v.value_text)
),

-- A filter may hold a number here and there (an age), an indicator never holds words. Some are durations: 1:04.
headings_of_files AS (
    SELECT
        v.file_id,
        v.heading,
        BOOL_AND(v.is_figure) AS is_indicator
    FROM values_with_symbols AS v
    WHERE v.value_text IS NOT NULL
    GROUP BY v.file_id, v.heading
)

SELECT
    CAST(v.row_id AS VARCHAR) AS row_id,
    CAST(v.heading AS VARCHAR) AS heading,
    v.dataset,
    CAST(v.release_year AS INTEGER) AS release_year,
    v.file_id,
    CAST(v.time_period AS VARCHAR) AS time_period,
    CAST(v.time_identifier AS VARCHAR) AS time_identifier,
    CAST(v.geographic_level AS VARCHAR) AS geographic_level,
    CAST(v.country_code AS VARCHAR) AS country_code,
    CAST(v.region_code AS VARCHAR) AS region_code,
    CAST(v.new_la_code AS VARCHAR) AS new_la_code,
    CAST(COALESCE(f.is_indicator, FALSE) AS BOOLEAN) AS is_indicator,
    CAST(v.value_text AS VARCHAR) AS value_text,
    CAST(v.value AS DECIMAL(18, 6)) AS value,
    CAST(v.symbol_code AS VARCHAR) AS symbol_code
FROM values_with_symbols AS v
LEFT JOIN headings_of_files AS f
    ON
        v.file_id = f.file_id
        AND v.heading = f.heading
