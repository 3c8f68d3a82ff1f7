/*---
description: One row per year, place and combination of the file's filters. All rows of the files in force, typed; nothing
  is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  time_period: Year as four digits, or two years as six (202425).
  time_identifier: What the year is, such as Reporting year (to 31 March), Academic year or Financial year.
  geographic_level: National, Regional or Local authority.
  country_code: ONS code of the country, E92000001 for England.
  country_name: Name of the country.
  region_code: ONS code of the region; for London boroughs that of Inner or Outer London.
  region_name: Name of the region.
  old_la_code: Three-digit DfE number of the local authority.
  new_la_code: Nine-character ONS code of the local authority; two codes with a slash where the row is about both.
  la_name: Name of the local authority.
source: Explore education statistics. DfE, explore education statistics data standard; ONS mid-year population estimates;
  ONS Postcode Directory; English indices of deprivation 2015 and 2019; DfE statistical neighbour model of April 2021
  and May 2025. Open Government Licence.
---*/
-- Written from contracts/published/explore_education_statistics.yaml: change that, then run `make contracts`.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.dataset,
    CAST(r.release_year AS INTEGER) AS release_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    CAST(NULLIF(TRIM(r.time_period), '') AS VARCHAR) AS time_period,
    CAST(NULLIF(TRIM(r.time_identifier), '') AS VARCHAR) AS time_identifier,
    CAST(NULLIF(TRIM(r.geographic_level), '') AS VARCHAR) AS geographic_level,
    CAST(NULLIF(TRIM(r.country_code), '') AS VARCHAR) AS country_code,
    CAST(NULLIF(TRIM(r.country_name), '') AS VARCHAR) AS country_name,
    CAST(NULLIF(TRIM(r.region_code), '') AS VARCHAR) AS region_code,
    CAST(NULLIF(TRIM(r.region_name), '') AS VARCHAR) AS region_name,
    CAST(NULLIF(TRIM(r.old_la_code), '') AS VARCHAR) AS old_la_code,
    CAST(NULLIF(TRIM(r.new_la_code), '') AS VARCHAR) AS new_la_code,
    CAST(NULLIF(TRIM(r.la_name), '') AS VARCHAR) AS la_name
FROM raw_published__explore_education_statistics AS r
