/*---
description: One row per child in a case before the court. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  local_authority: The local authority by name, ONS code or DfE number; needed only where the folder does not say it.
  case_number: Number that the court gave the case.
  la_child_id: The child's id in the case system, as in the SSDA903 return and the CIN census; blank when it is not known
    yet.
  birth_date: The child's date of birth; with sex_code it stands in for the id where that is blank. NULL when the text
    is no date.
  birth_date_text: birth_date as received; NULL when blank.
  sex_code: The child's sex, as in the SSDA903 return.
  sex_code_text: sex_code as received; NULL when blank.
  care_plan_code: Where the local authority now plans that the child shall live; after the final hearing, its final plan.
  care_plan_code_text: care_plan_code as received; NULL when blank.
source: Children in applications. This project's contract. Pre-proceedings after the CIN census module of 2026/27 and
  the Standard Safeguarding Dataset; hearings and the timetable of 26 weeks after the Public Law Outline.
---*/
-- Written from contracts/court/application_child.yaml: change that, then run `make contracts`.
-- A year of two digits is tried before one of four, which would read 16 as the year 16. Ten characters, the
-- usual form, hold four: they are tried in fewer forms, as one that fails takes longest.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.la_code,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    r.child_key,
    CAST(NULLIF(TRIM(r.local_authority), '') AS VARCHAR) AS local_authority,
    CAST(NULLIF(TRIM(r.case_number), '') AS VARCHAR) AS case_number,
    CAST(NULLIF(TRIM(r.la_child_id), '') AS VARCHAR) AS la_child_id,
    CAST(CASE LENGTH(TRIM(r.birth_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.birth_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.birth_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS birth_date,
    CAST(NULLIF(TRIM(r.birth_date), '') AS VARCHAR) AS birth_date_text,
    CAST(NULLIF(UPPER(TRIM(r.sex_code)), '') AS VARCHAR) AS sex_code,
    CAST(NULLIF(TRIM(r.sex_code), '') AS VARCHAR) AS sex_code_text,
    CAST(NULLIF(UPPER(TRIM(r.care_plan_code)), '') AS VARCHAR) AS care_plan_code,
    CAST(NULLIF(TRIM(r.care_plan_code), '') AS VARCHAR) AS care_plan_code_text
FROM raw_court__application_child AS r
