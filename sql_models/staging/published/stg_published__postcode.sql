/*---
description: One row per postcode in an edition of the directory. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  postcode: Postcode with one space before its last three characters.
  introduced_month: Month in which the postcode came into use, as YYYYMM.
  terminated_month: Month in which it went out of use, as YYYYMM; blank while it is in use.
  county_code: Nine-character ONS code of the county that it lies in; E99999999 and the like where there is none.
  district_code: Nine-character ONS code of the unitary authority, metropolitan district, London borough or, within a
    county, district that it lies in.
  easting: Metres east on the National Grid, in Northern Ireland on the Irish Grid; blank where it is not known. NULL
    when the text is no whole number.
  easting_text: oseast1m as received; NULL when blank.
  northing: Metres north on the same grid. NULL when the text is no whole number.
  northing_text: osnrth1m as received; NULL when blank.
source: Postcodes. DfE, explore education statistics data standard; ONS mid-year population estimates; ONS Postcode Directory;
  English indices of deprivation 2015 and 2019; DfE statistical neighbour model of April 2021 and May 2025. Open Government
  Licence.
---*/
-- Written from contracts/published/postcode.yaml: change that, then run `make contracts`.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.dataset,
    CAST(r.release_year AS INTEGER) AS release_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    CAST(NULLIF(UPPER(TRIM(r.pcds)), '') AS VARCHAR) AS postcode,
    CAST(NULLIF(TRIM(r.dointr), '') AS VARCHAR) AS introduced_month,
    CAST(NULLIF(TRIM(r.doterm), '') AS VARCHAR) AS terminated_month,
    CAST(NULLIF(UPPER(TRIM(r.cty)), '') AS VARCHAR) AS county_code,
    CAST(NULLIF(UPPER(TRIM(r.laua)), '') AS VARCHAR) AS district_code,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.oseast1m, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.oseast1m, '£, ', '') AS INTEGER)
    END AS easting,
    CAST(NULLIF(TRIM(r.oseast1m), '') AS VARCHAR) AS easting_text,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.osnrth1m, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.osnrth1m, '£, ', '') AS INTEGER)
    END AS northing,
    CAST(NULLIF(TRIM(r.osnrth1m), '') AS VARCHAR) AS northing_text
FROM raw_published__postcode AS r
