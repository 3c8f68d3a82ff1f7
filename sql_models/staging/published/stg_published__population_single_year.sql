/*---
description: One row per year, place and age. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  mid_year: Year in the middle of which, on 30 June, the population is estimated. NULL when the text is no whole number.
  mid_year_text: mid_year as received; NULL when blank.
  geographic_level: National, Regional or Local authority.
  place_code: Nine-character ONS code of the place.
  place_name: Name of the place.
  age: Age in completed years. NULL when the text is no whole number.
  age_text: age as received; NULL when blank.
  population: Estimated number of residents. NULL when the text is no whole number.
  population_text: population as received; NULL when blank.
  series: Series of estimates that the figure belongs to; series made before and after the census of 2021 differ.
  source: Where the figure was taken from.
source: Population by single year of age. DfE, explore education statistics data standard; ONS mid-year population estimates;
  ONS Postcode Directory; English indices of deprivation 2015 and 2019; DfE statistical neighbour model of April 2021
  and May 2025. Open Government Licence.
---*/
-- Written from contracts/published/population_single_year.yaml: change that, then run `make contracts`.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.dataset,
    CAST(r.release_year AS INTEGER) AS release_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.mid_year, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.mid_year, '£, ', '') AS INTEGER)
    END AS mid_year,
    CAST(NULLIF(TRIM(r.mid_year), '') AS VARCHAR) AS mid_year_text,
    CAST(NULLIF(TRIM(r.geographic_level), '') AS VARCHAR) AS geographic_level,
    CAST(NULLIF(TRIM(r.new_code), '') AS VARCHAR) AS place_code,
    CAST(NULLIF(TRIM(r.name), '') AS VARCHAR) AS place_name,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.age, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.age, '£, ', '') AS INTEGER)
    END AS age,
    CAST(NULLIF(TRIM(r.age), '') AS VARCHAR) AS age_text,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.population, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.population, '£, ', '') AS INTEGER)
    END AS population,
    CAST(NULLIF(TRIM(r.population), '') AS VARCHAR) AS population_text,
    CAST(NULLIF(TRIM(r.series), '') AS VARCHAR) AS series,
    CAST(NULLIF(TRIM(r.source), '') AS VARCHAR) AS source
FROM raw_published__population_single_year AS r
