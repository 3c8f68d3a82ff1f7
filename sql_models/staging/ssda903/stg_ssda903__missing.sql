/*---
description: One row per time a child was missing or away without authorisation. All rows of the files in force, typed;
  nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  birth_date: Date of birth of the child. NULL when the text is no date.
  birth_date_text: DOB as received; NULL when blank.
  missing_type_code: M missing, A away without authorisation.
  missing_type_code_text: MISSING as received; NULL when blank.
  start_date: Date the child went missing. NULL when the text is no date.
  start_date_text: MIS_START as received; NULL when blank.
  end_date: Date the child was found or came back; blank while the child is away. NULL when the text is no date.
  end_date_text: MIS_END as received; NULL when blank.
source: Missing. SSDA903 return, columns and codes as open validators and pipelines read them (2016/17 to 2026/27). For
  2014/15 and 2015/16, on which they are silent, the columns of 2016/17 stand.
---*/
-- Written from contracts/ssda903/missing.yaml: change that, then run `make contracts`.
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
    CAST(NULLIF(UPPER(TRIM(r.missing)), '') AS VARCHAR) AS missing_type_code,
    CAST(NULLIF(TRIM(r.missing), '') AS VARCHAR) AS missing_type_code_text,
    CAST(CASE LENGTH(TRIM(r.mis_start))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.mis_start), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.mis_start), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS start_date,
    CAST(NULLIF(TRIM(r.mis_start), '') AS VARCHAR) AS start_date_text,
    CAST(CASE LENGTH(TRIM(r.mis_end))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.mis_end), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.mis_end), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS end_date,
    CAST(NULLIF(TRIM(r.mis_end), '') AS VARCHAR) AS end_date_text
FROM raw_ssda903__missing AS r
