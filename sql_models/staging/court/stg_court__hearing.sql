/*---
description: One row per hearing that is listed or has been held. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  local_authority: The local authority by name, ONS code or DfE number; needed only where the folder does not say it.
  case_number: Number that the court gave the case.
  hearing_date: First day of the hearing; it may lie in the future. NULL when the text is no date.
  hearing_date_text: hearing_date as received; NULL when blank.
  hearing_type_code: What the hearing is for.
  hearing_type_code_text: hearing_type_code as received; NULL when blank.
  hearing_outcome_code: What became of the hearing; blank while it lies ahead.
  hearing_outcome_code_text: hearing_outcome_code as received; NULL when blank.
  is_agreed: Whether the parties agreed on what was ordered; at the final hearing, on the outcome of the case. NULL when
    the text is neither yes nor no.
  is_agreed_text: is_agreed as received; NULL when blank.
source: Hearings. This project's contract. Pre-proceedings after the CIN census module of 2026/27 and the Standard Safeguarding
  Dataset; hearings and the timetable of 26 weeks after the Public Law Outline.
---*/
-- Written from contracts/court/hearing.yaml: change that, then run `make contracts`.
-- A year of two digits is tried before one of four, which would read 16 as the year 16. Ten characters, the
-- usual form, hold four: they are tried in fewer forms, as one that fails takes longest.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.la_code,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    CAST(NULLIF(TRIM(r.local_authority), '') AS VARCHAR) AS local_authority,
    CAST(NULLIF(TRIM(r.case_number), '') AS VARCHAR) AS case_number,
    CAST(CASE LENGTH(TRIM(r.hearing_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.hearing_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.hearing_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS hearing_date,
    CAST(NULLIF(TRIM(r.hearing_date), '') AS VARCHAR) AS hearing_date_text,
    CAST(NULLIF(UPPER(TRIM(r.hearing_type_code)), '') AS VARCHAR) AS hearing_type_code,
    CAST(NULLIF(TRIM(r.hearing_type_code), '') AS VARCHAR) AS hearing_type_code_text,
    CAST(NULLIF(UPPER(TRIM(r.hearing_outcome_code)), '') AS VARCHAR) AS hearing_outcome_code,
    CAST(NULLIF(TRIM(r.hearing_outcome_code), '') AS VARCHAR) AS hearing_outcome_code_text,
    CASE
        WHEN LOWER(TRIM(r.is_agreed)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.is_agreed)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS is_agreed,
    CAST(NULLIF(TRIM(r.is_agreed), '') AS VARCHAR) AS is_agreed_text
FROM raw_court__hearing AS r
