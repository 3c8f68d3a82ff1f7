/*---
description: One row per local authority and code that it has had. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  new_la_code: Nine-character ONS code.
  old_la_code: Three-digit DfE number.
  la_name: Name.
  la_type: County, unitary authority, metropolitan district or London borough.
  region_code: ONS code of the region.
  region_name: Name of the region.
  ees_region_code: Code of the region in explore education statistics, which has Inner and Outer London for London.
  ees_region_name: Name of the region in explore education statistics.
  london_part: Inner or Outer for a London borough.
  valid_from_date: First day of the code; codes from before the list began have 1 January 2009. NULL when the text is
    no date.
  valid_from_date_text: valid_from as received; NULL when blank.
  valid_to_date: Last day of the code; blank while it is in force. NULL when the text is no date.
  valid_to_date_text: valid_to as received; NULL when blank.
  is_current: Whether the code is in force. NULL when the text is neither yes nor no.
  is_current_text: is_current as received; NULL when blank.
  predecessor_codes: Codes that it replaced.
  successor_codes: Codes that replaced it.
  code_in_ees_to_march_2025: Code in explore education statistics up to the releases for March 2025.
  change_note: What changed, in words.
source: Local authorities. DfE, explore education statistics data standard; ONS mid-year population estimates; ONS Postcode
  Directory; English indices of deprivation 2015 and 2019; DfE statistical neighbour model of April 2021 and May 2025.
  Open Government Licence.
---*/
-- Written from contracts/published/local_authority.yaml: change that, then run `make contracts`.
-- A year of two digits is tried before one of four, which would read 16 as the year 16. Ten characters, the
-- usual form, hold four: they are tried in fewer forms, as one that fails takes longest.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.dataset,
    CAST(r.release_year AS INTEGER) AS release_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    CAST(NULLIF(TRIM(r.new_la_code), '') AS VARCHAR) AS new_la_code,
    CAST(NULLIF(TRIM(r.old_la_code), '') AS VARCHAR) AS old_la_code,
    CAST(NULLIF(TRIM(r.la_name), '') AS VARCHAR) AS la_name,
    CAST(NULLIF(TRIM(r.la_type), '') AS VARCHAR) AS la_type,
    CAST(NULLIF(TRIM(r.region_code), '') AS VARCHAR) AS region_code,
    CAST(NULLIF(TRIM(r.region_name), '') AS VARCHAR) AS region_name,
    CAST(NULLIF(TRIM(r.ees_region_code), '') AS VARCHAR) AS ees_region_code,
    CAST(NULLIF(TRIM(r.ees_region_name), '') AS VARCHAR) AS ees_region_name,
    CAST(NULLIF(TRIM(r.inner_outer_london), '') AS VARCHAR) AS london_part,
    CAST(CASE LENGTH(TRIM(r.valid_from))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.valid_from), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.valid_from), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS valid_from_date,
    CAST(NULLIF(TRIM(r.valid_from), '') AS VARCHAR) AS valid_from_date_text,
    CAST(CASE LENGTH(TRIM(r.valid_to))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.valid_to), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.valid_to), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS valid_to_date,
    CAST(NULLIF(TRIM(r.valid_to), '') AS VARCHAR) AS valid_to_date_text,
    CASE
        WHEN LOWER(TRIM(r.is_current)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.is_current)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS is_current,
    CAST(NULLIF(TRIM(r.is_current), '') AS VARCHAR) AS is_current_text,
    CAST(NULLIF(TRIM(r.predecessor_codes), '') AS VARCHAR) AS predecessor_codes,
    CAST(NULLIF(TRIM(r.successor_codes), '') AS VARCHAR) AS successor_codes,
    CAST(NULLIF(TRIM(r.ees_code_to_march_2025), '') AS VARCHAR) AS code_in_ees_to_march_2025,
    CAST(NULLIF(TRIM(r.change_note), '') AS VARCHAR) AS change_note
FROM raw_published__local_authority AS r
