/*---
description: One row per child in a period of pre-proceedings. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  local_authority: The local authority by name, ONS code or DfE number; needed only where the folder does not say it.
  la_child_id: The child's id in the case system, as in the SSDA903 return and the CIN census.
  pre_proceedings_start_date: Day of the legal planning meeting (or legal gateway panel) that decided to begin pre-proceedings.
    NULL when the text is no date.
  pre_proceedings_start_date_text: pre_proceedings_start_date as received; NULL when blank.
  letter_before_proceedings_date: Day on which the letter before proceedings was sent to the parents. NULL when the text
    is no date.
  letter_before_proceedings_date_text: letter_before_proceedings_date as received; NULL when blank.
  has_family_group_meeting_offer: Whether a family group decision making meeting was offered in the letter before proceedings.
    NULL when the text is neither yes nor no.
  has_family_group_meeting_offer_text: has_family_group_meeting_offer as received; NULL when blank.
  has_family_group_meeting: Whether such a meeting was held during pre-proceedings. NULL when the text is neither yes
    nor no.
  has_family_group_meeting_text: has_family_group_meeting as received; NULL when blank.
  initial_meeting_date: Day of the first pre-proceedings meeting with the parents. NULL when the text is no date.
  initial_meeting_date_text: initial_meeting_date as received; NULL when blank.
  has_legal_representation: Whether a parent had a solicitor during pre-proceedings. NULL when the text is neither yes
    nor no.
  has_legal_representation_text: has_legal_representation as received; NULL when blank.
  review_meeting_count: How many review meetings were held with the parents after the first meeting. NULL when the text
    is no whole number.
  review_meeting_count_text: review_meeting_count as received; NULL when blank.
  pre_proceedings_end_date: Day on which it was decided to step down or to go to court, which ends pre-proceedings; blank
    while they go on. NULL when the text is no date.
  pre_proceedings_end_date_text: pre_proceedings_end_date as received; NULL when blank.
  pre_proceedings_outcome_code: What was decided.
  pre_proceedings_outcome_code_text: pre_proceedings_outcome_code as received; NULL when blank.
  court_application_date: Day on which the application for care proceedings was sent to the court; blank when there was
    none. NULL when the text is no date.
  court_application_date_text: court_application_date as received; NULL when blank.
  care_proceedings_letter_date: Day on which the parents were sent the letter that proceedings are begun. NULL when the
    text is no date.
  care_proceedings_letter_date_text: care_proceedings_letter_date as received; NULL when blank.
  case_number: Number that the court gave the case, where pre-proceedings led to one.
source: Pre-proceedings. This project's contract. Pre-proceedings after the CIN census module of 2026/27 and the Standard
  Safeguarding Dataset; hearings and the timetable of 26 weeks after the Public Law Outline.
---*/
-- Written from contracts/court/pre_proceedings.yaml: change that, then run `make contracts`.
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
    CAST(NULLIF(TRIM(r.la_child_id), '') AS VARCHAR) AS la_child_id,
    CAST(CASE LENGTH(TRIM(r.pre_proceedings_start_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.pre_proceedings_start_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.pre_proceedings_start_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS pre_proceedings_start_date,
    CAST(NULLIF(TRIM(r.pre_proceedings_start_date), '') AS VARCHAR) AS pre_proceedings_start_date_text,
    CAST(CASE LENGTH(TRIM(r.letter_before_proceedings_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.letter_before_proceedings_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.letter_before_proceedings_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS letter_before_proceedings_date,
    CAST(
        NULLIF(TRIM(r.letter_before_proceedings_date), '') AS VARCHAR
    ) AS letter_before_proceedings_date_text,
    CASE
        WHEN LOWER(TRIM(r.has_family_group_meeting_offer)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.has_family_group_meeting_offer)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS has_family_group_meeting_offer,
    CAST(
        NULLIF(TRIM(r.has_family_group_meeting_offer), '') AS VARCHAR
    ) AS has_family_group_meeting_offer_text,
    CASE
        WHEN LOWER(TRIM(r.has_family_group_meeting)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.has_family_group_meeting)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS has_family_group_meeting,
    CAST(NULLIF(TRIM(r.has_family_group_meeting), '') AS VARCHAR) AS has_family_group_meeting_text,
    CAST(CASE LENGTH(TRIM(r.initial_meeting_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.initial_meeting_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.initial_meeting_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS initial_meeting_date,
    CAST(NULLIF(TRIM(r.initial_meeting_date), '') AS VARCHAR) AS initial_meeting_date_text,
    CASE
        WHEN LOWER(TRIM(r.has_legal_representation)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.has_legal_representation)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS has_legal_representation,
    CAST(NULLIF(TRIM(r.has_legal_representation), '') AS VARCHAR) AS has_legal_representation_text,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.review_meeting_count, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.review_meeting_count, '£, ', '') AS INTEGER)
    END AS review_meeting_count,
    CAST(NULLIF(TRIM(r.review_meeting_count), '') AS VARCHAR) AS review_meeting_count_text,
    CAST(CASE LENGTH(TRIM(r.pre_proceedings_end_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.pre_proceedings_end_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.pre_proceedings_end_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS pre_proceedings_end_date,
    CAST(NULLIF(TRIM(r.pre_proceedings_end_date), '') AS VARCHAR) AS pre_proceedings_end_date_text,
    CAST(NULLIF(UPPER(TRIM(r.pre_proceedings_outcome_code)), '') AS VARCHAR) AS pre_proceedings_outcome_code,
    CAST(NULLIF(TRIM(r.pre_proceedings_outcome_code), '') AS VARCHAR) AS pre_proceedings_outcome_code_text,
    CAST(CASE LENGTH(TRIM(r.court_application_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.court_application_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.court_application_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS court_application_date,
    CAST(NULLIF(TRIM(r.court_application_date), '') AS VARCHAR) AS court_application_date_text,
    CAST(CASE LENGTH(TRIM(r.care_proceedings_letter_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.care_proceedings_letter_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.care_proceedings_letter_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS care_proceedings_letter_date,
    CAST(NULLIF(TRIM(r.care_proceedings_letter_date), '') AS VARCHAR) AS care_proceedings_letter_date_text,
    CAST(NULLIF(TRIM(r.case_number), '') AS VARCHAR) AS case_number
FROM raw_court__pre_proceedings AS r
