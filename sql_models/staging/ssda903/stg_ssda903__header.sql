/*---
description: One row per child in the return. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  sex_code: 'Sex of the child: 1 or 2 to 2023/24, M, F or U after.'
  sex_code_text: SEX as received; NULL when blank.
  birth_date: Date of birth of the child. NULL when the text is no date.
  birth_date_text: DOB as received; NULL when blank.
  ethnicity_code: Ethnic origin code of the child.
  ethnicity_code_text: ETHNIC as received; NULL when blank.
  upn: Unique pupil number, or UN1 to UN5 for why it is not known.
  mother_code: 1 when the child is herself a mother.
  mother_code_text: MOTHER as received; NULL when blank.
  mothers_child_birth_date: Date of birth of the mother's child. NULL when the text is no date.
  mothers_child_birth_date_text: MC_DOB as received; NULL when blank.
  uasc_code: 1 when the child was an unaccompanied asylum seeker in the year. The XML says so; of the CSV files the module
    of such children does.
  uasc_code_text: UASC as received; NULL when blank.
source: Header. SSDA903 return, columns and codes as open validators and pipelines read them (2016/17 to 2026/27). For
  2014/15 and 2015/16, on which they are silent, the columns of 2016/17 stand.
---*/
-- Written from contracts/ssda903/header.yaml: change that, then run `make contracts`.
-- A year of two digits is tried before one of four, which would read 16 as the year 16. Ten characters, the
-- usual form, hold four: they are tried in fewer forms, as one that fails takes longest.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.la_code,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    r.child_key,
    CAST(NULLIF(TRIM(r.child), '') AS VARCHAR) AS la_child_id,
    CAST(NULLIF(UPPER(TRIM(r.sex)), '') AS VARCHAR) AS sex_code,
    CAST(NULLIF(TRIM(r.sex), '') AS VARCHAR) AS sex_code_text,
    CAST(CASE LENGTH(TRIM(r.dob))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.dob), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.dob), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS birth_date,
    CAST(NULLIF(TRIM(r.dob), '') AS VARCHAR) AS birth_date_text,
    CAST(NULLIF(UPPER(TRIM(r.ethnic)), '') AS VARCHAR) AS ethnicity_code,
    CAST(NULLIF(TRIM(r.ethnic), '') AS VARCHAR) AS ethnicity_code_text,
    CAST(NULLIF(UPPER(TRIM(r.upn)), '') AS VARCHAR) AS upn,
    CAST(NULLIF(UPPER(TRIM(r.mother)), '') AS VARCHAR) AS mother_code,
    CAST(NULLIF(TRIM(r.mother), '') AS VARCHAR) AS mother_code_text,
    CAST(CASE LENGTH(TRIM(r.mc_dob))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.mc_dob), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.mc_dob), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS mothers_child_birth_date,
    CAST(NULLIF(TRIM(r.mc_dob), '') AS VARCHAR) AS mothers_child_birth_date_text,
    CAST(NULLIF(UPPER(TRIM(r.uasc)), '') AS VARCHAR) AS uasc_code,
    CAST(NULLIF(TRIM(r.uasc), '') AS VARCHAR) AS uasc_code_text
FROM raw_ssda903__header AS r
