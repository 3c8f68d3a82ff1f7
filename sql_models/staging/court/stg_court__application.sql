/*---
description: One row per application to the family court; a case with several applications has a row for each. All rows
  of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  local_authority: The local authority by name, ONS code or DfE number; needed only where the folder does not say it.
  case_number: Number that the court gave the case.
  application_type_code: Order that is applied for.
  application_type_code_text: application_type_code as received; NULL when blank.
  issue_date: Day on which the court issued the application; the 26 weeks run from it. NULL when the text is no date.
  issue_date_text: issue_date as received; NULL when blank.
  is_la_applicant: Whether the local authority applied; no when a parent or another person did, as to discharge a care
    order. NULL when the text is neither yes nor no.
  is_la_applicant_text: is_la_applicant as received; NULL when blank.
  is_short_notice: Whether it was issued at short notice, because the child could not wait for the usual notice. NULL
    when the text is neither yes nor no.
  is_short_notice_text: is_short_notice as received; NULL when blank.
  is_repeat: Whether there were earlier care proceedings about a child of the same mother or father. NULL when the text
    is neither yes nor no.
  is_repeat_text: is_repeat as received; NULL when blank.
  court_area: Area of the designated family judge, such as Wolverhampton and Telford.
  extended_to_date: Day to which the court last extended the timetable beyond 26 weeks; blank when it did not. NULL when
    the text is no date.
  extended_to_date_text: extended_to_date as received; NULL when blank.
  case_end_date: Day on which the application was decided or withdrawn; blank while it is before the court. NULL when
    the text is no date.
  case_end_date_text: case_end_date as received; NULL when blank.
  case_outcome_code: How the application ended; with several orders the one that settles where the child will live.
  case_outcome_code_text: case_outcome_code as received; NULL when blank.
source: Applications. This project's contract. Pre-proceedings after the CIN census module of 2026/27 and the Standard
  Safeguarding Dataset; hearings and the timetable of 26 weeks after the Public Law Outline.
---*/
-- Written from contracts/court/application.yaml: change that, then run `make contracts`.
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
    CAST(NULLIF(UPPER(TRIM(r.application_type_code)), '') AS VARCHAR) AS application_type_code,
    CAST(NULLIF(TRIM(r.application_type_code), '') AS VARCHAR) AS application_type_code_text,
    CAST(CASE LENGTH(TRIM(r.issue_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.issue_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.issue_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS issue_date,
    CAST(NULLIF(TRIM(r.issue_date), '') AS VARCHAR) AS issue_date_text,
    CASE
        WHEN LOWER(TRIM(r.is_la_applicant)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.is_la_applicant)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS is_la_applicant,
    CAST(NULLIF(TRIM(r.is_la_applicant), '') AS VARCHAR) AS is_la_applicant_text,
    CASE
        WHEN LOWER(TRIM(r.is_short_notice)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.is_short_notice)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS is_short_notice,
    CAST(NULLIF(TRIM(r.is_short_notice), '') AS VARCHAR) AS is_short_notice_text,
    CASE
        WHEN LOWER(TRIM(r.is_repeat)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.is_repeat)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS is_repeat,
    CAST(NULLIF(TRIM(r.is_repeat), '') AS VARCHAR) AS is_repeat_text,
    CAST(NULLIF(TRIM(r.court_area), '') AS VARCHAR) AS court_area,
    CAST(CASE LENGTH(TRIM(r.extended_to_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.extended_to_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.extended_to_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS extended_to_date,
    CAST(NULLIF(TRIM(r.extended_to_date), '') AS VARCHAR) AS extended_to_date_text,
    CAST(CASE LENGTH(TRIM(r.case_end_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.case_end_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.case_end_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS case_end_date,
    CAST(NULLIF(TRIM(r.case_end_date), '') AS VARCHAR) AS case_end_date_text,
    CAST(NULLIF(UPPER(TRIM(r.case_outcome_code)), '') AS VARCHAR) AS case_outcome_code,
    CAST(NULLIF(TRIM(r.case_outcome_code), '') AS VARCHAR) AS case_outcome_code_text
FROM raw_court__application AS r
