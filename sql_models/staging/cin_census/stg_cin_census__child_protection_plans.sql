/*---
description: One row per child protection plan in a case. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  cin_details_id: Number of the case (CIN details) among the child's cases in the file, from 1; with the child id it names
    the case. NULL when the text is no whole number.
  cin_details_id_text: CINdetailsID as received; NULL when blank.
  child_protection_plan_id: Number of the child protection plan in its case, from 1. NULL when the text is no whole number.
  child_protection_plan_id_text: CPPID as received; NULL when blank.
  start_date: Date the plan began. NULL when the text is no date.
  start_date_text: CPPstartDate as received; NULL when blank.
  end_date: Date the plan ended; blank while it is in force. NULL when the text is no date.
  end_date_text: CPPendDate as received; NULL when blank.
  initial_category_of_abuse_code: Category of abuse when the plan began.
  initial_category_of_abuse_code_text: InitialCategoryOfAbuse as received; NULL when blank.
  latest_category_of_abuse_code: Category of abuse at the latest review.
  latest_category_of_abuse_code_text: LatestCategoryOfAbuse as received; NULL when blank.
  previous_plan_count: Child protection plans that the child had before, with any local authority. NULL when the text
    is no whole number.
  previous_plan_count_text: NumberOfPreviousCPP as received; NULL when blank.
source: Child protection plans. CIN census, elements and codes as open validators and pipelines read them (2016/17 to
  2026/27). For the years from 2012/13, on which they are silent, the elements of 2016/17 stand. Pre-proceedings are as
  drafted for 2026/27.
---*/
-- Written from contracts/cin_census/child_protection_plans.yaml: change that, then run `make contracts`.
-- A year of two digits is tried before one of four, which would read 16 as the year 16. Ten characters, the
-- usual form, hold four: they are tried in fewer forms, as one that fails takes longest.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.la_code,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    r.child_key,
    CAST(NULLIF(TRIM(r.lachildid), '') AS VARCHAR) AS la_child_id,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.cindetailsid, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.cindetailsid, '£, ', '') AS INTEGER)
    END AS cin_details_id,
    CAST(NULLIF(TRIM(r.cindetailsid), '') AS VARCHAR) AS cin_details_id_text,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.cppid, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.cppid, '£, ', '') AS INTEGER)
    END AS child_protection_plan_id,
    CAST(NULLIF(TRIM(r.cppid), '') AS VARCHAR) AS child_protection_plan_id_text,
    CAST(CASE LENGTH(TRIM(r.cppstartdate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.cppstartdate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.cppstartdate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS start_date,
    CAST(NULLIF(TRIM(r.cppstartdate), '') AS VARCHAR) AS start_date_text,
    CAST(CASE LENGTH(TRIM(r.cppenddate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.cppenddate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.cppenddate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS end_date,
    CAST(NULLIF(TRIM(r.cppenddate), '') AS VARCHAR) AS end_date_text,
    CAST(NULLIF(UPPER(TRIM(r.initialcategoryofabuse)), '') AS VARCHAR) AS initial_category_of_abuse_code,
    CAST(NULLIF(TRIM(r.initialcategoryofabuse), '') AS VARCHAR) AS initial_category_of_abuse_code_text,
    CAST(NULLIF(UPPER(TRIM(r.latestcategoryofabuse)), '') AS VARCHAR) AS latest_category_of_abuse_code,
    CAST(NULLIF(TRIM(r.latestcategoryofabuse), '') AS VARCHAR) AS latest_category_of_abuse_code_text,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.numberofpreviouscpp, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.numberofpreviouscpp, '£, ', '') AS INTEGER)
    END AS previous_plan_count,
    CAST(NULLIF(TRIM(r.numberofpreviouscpp), '') AS VARCHAR) AS previous_plan_count_text
FROM raw_cin_census__child_protection_plans AS r
