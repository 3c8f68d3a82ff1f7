/*---
description: 'One row per file: who returned it, for which year. All rows of the files in force, typed; nothing is dropped.'
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  collection_code: Name of the collection, CIN.
  collection_code_text: Collection as received; NULL when blank.
  census_year: Year of the census, in which its 31 March falls. NULL when the text is no whole number.
  census_year_text: Year as received; NULL when blank.
  reference_date: Last day of the census year, 31 March. NULL when the text is no date.
  reference_date_text: ReferenceDate as received; NULL when blank.
  source_level_code: 'L: the file comes from a local authority.'
  source_level_code_text: SourceLevel as received; NULL when blank.
  dfe_la_code: Three-digit DfE number of the local authority.
  software_name: System that made the file.
  software_release: Release of that system.
  serial_number: Serial number of the file among those of the local authority.
  made_timestamp: When the file was made. NULL when the text is no date and time.
  made_timestamp_text: DateTime as received; NULL when blank.
source: Header. CIN census, elements and codes as open validators and pipelines read them (2016/17 to 2026/27). For the
  years from 2012/13, on which they are silent, the elements of 2016/17 stand. Pre-proceedings are as drafted for 2026/27.
---*/
-- Written from contracts/cin_census/header.yaml: change that, then run `make contracts`.
-- A year of two digits is tried before one of four, which would read 16 as the year 16. Ten characters, the
-- usual form, hold four: they are tried in fewer forms, as one that fails takes longest.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.la_code,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    CAST(NULLIF(UPPER(TRIM(r.collection)), '') AS VARCHAR) AS collection_code,
    CAST(NULLIF(TRIM(r.collection), '') AS VARCHAR) AS collection_code_text,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.year, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.year, '£, ', '') AS INTEGER)
    END AS census_year,
    CAST(NULLIF(TRIM(r.year), '') AS VARCHAR) AS census_year_text,
    CAST(CASE LENGTH(TRIM(r.referencedate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.referencedate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.referencedate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS reference_date,
    CAST(NULLIF(TRIM(r.referencedate), '') AS VARCHAR) AS reference_date_text,
    CAST(NULLIF(UPPER(TRIM(r.sourcelevel)), '') AS VARCHAR) AS source_level_code,
    CAST(NULLIF(TRIM(r.sourcelevel), '') AS VARCHAR) AS source_level_code_text,
    CAST(NULLIF(UPPER(TRIM(r.lea)), '') AS VARCHAR) AS dfe_la_code,
    CAST(NULLIF(TRIM(r.softwarecode), '') AS VARCHAR) AS software_name,
    CAST(NULLIF(TRIM(r.release), '') AS VARCHAR) AS software_release,
    CAST(NULLIF(TRIM(r.serialno), '') AS VARCHAR) AS serial_number,
    CAST(TRY_STRPTIME(NULLIF(TRIM(r.datetime), ''), [
        '%Y-%m-%dT%H:%M:%S', '%Y-%m-%dT%H:%M:%SZ', '%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M',
        '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%Y', '%Y-%m-%d'
    ]) AS TIMESTAMP) AS made_timestamp,
    CAST(NULLIF(TRIM(r.datetime), '') AS VARCHAR) AS made_timestamp_text
FROM raw_cin_census__header AS r
