/*---
description: One row per section 47 enquiry in a case. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  cin_details_id: Number of the case (CIN details) among the child's cases in the file, from 1; with the child id it names
    the case. NULL when the text is no whole number.
  cin_details_id_text: CINdetailsID as received; NULL when blank.
  section_47_id: Number of the enquiry in its case, from 1. NULL when the text is no whole number.
  section_47_id_text: Section47ID as received; NULL when blank.
  start_date: Date the enquiry began. NULL when the text is no date.
  start_date_text: S47ActualStartDate as received; NULL when blank.
  initial_conference_target_date: Date by which the initial child protection conference should be held. NULL when the
    text is no date.
  initial_conference_target_date_text: InitialCPCtarget as received; NULL when blank.
  initial_conference_date: Date of the initial child protection conference that followed. NULL when the text is no date.
  initial_conference_date_text: DateOfInitialCPC as received; NULL when blank.
  is_initial_conference_not_required: 1 when no initial child protection conference was needed. NULL when the text is
    neither yes nor no.
  is_initial_conference_not_required_text: ICPCnotRequired as received; NULL when blank.
source: Section 47 enquiries. CIN census, elements and codes as open validators and pipelines read them (2016/17 to 2026/27).
  For the years from 2012/13, on which they are silent, the elements of 2016/17 stand. Pre-proceedings are as drafted
  for 2026/27.
---*/
-- Written from contracts/cin_census/section_47.yaml: change that, then run `make contracts`.
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
        WHEN MOD(TRY_CAST(TRANSLATE(r.section47id, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.section47id, '£, ', '') AS INTEGER)
    END AS section_47_id,
    CAST(NULLIF(TRIM(r.section47id), '') AS VARCHAR) AS section_47_id_text,
    CAST(CASE LENGTH(TRIM(r.s47actualstartdate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.s47actualstartdate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.s47actualstartdate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS start_date,
    CAST(NULLIF(TRIM(r.s47actualstartdate), '') AS VARCHAR) AS start_date_text,
    CAST(CASE LENGTH(TRIM(r.initialcpctarget))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.initialcpctarget), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.initialcpctarget), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS initial_conference_target_date,
    CAST(NULLIF(TRIM(r.initialcpctarget), '') AS VARCHAR) AS initial_conference_target_date_text,
    CAST(CASE LENGTH(TRIM(r.dateofinitialcpc))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.dateofinitialcpc), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.dateofinitialcpc), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS initial_conference_date,
    CAST(NULLIF(TRIM(r.dateofinitialcpc), '') AS VARCHAR) AS initial_conference_date_text,
    CASE
        WHEN LOWER(TRIM(r.icpcnotrequired)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.icpcnotrequired)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS is_initial_conference_not_required,
    CAST(NULLIF(TRIM(r.icpcnotrequired), '') AS VARCHAR) AS is_initial_conference_not_required_text
FROM raw_cin_census__section_47 AS r
