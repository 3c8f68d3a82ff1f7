/*---
description: One row per spell of pre-proceedings in a case. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  cin_details_id: Number of the case (CIN details) among the child's cases in the file, from 1; with the child id it names
    the case. NULL when the text is no whole number.
  cin_details_id_text: CINdetailsID as received; NULL when blank.
  pre_proceedings_id: Number of the spell of pre-proceedings in its case, from 1. NULL when the text is no whole number.
  pre_proceedings_id_text: PreProceedingsID as received; NULL when blank.
  start_date: Date of the meeting that decided to begin pre-proceedings. NULL when the text is no date.
  start_date_text: PPStartDate as received; NULL when blank.
  letter_before_proceedings_date: Date the letter before proceedings was sent. NULL when the text is no date.
  letter_before_proceedings_date_text: LBPSentDate as received; NULL when blank.
  has_family_group_meeting_offer: 1 when the letter offered a family group decision making meeting. NULL when the text
    is neither yes nor no.
  has_family_group_meeting_offer_text: FGDMMeetingOffer as received; NULL when blank.
  has_family_group_meeting: 1 when a family group decision making meeting was held. NULL when the text is neither yes
    nor no.
  has_family_group_meeting_text: FGDMMeetingFac as received; NULL when blank.
  initial_meeting_date: Date of the first pre-proceedings meeting. NULL when the text is no date.
  initial_meeting_date_text: InitialPPMeetingDate as received; NULL when blank.
  review_meeting_count: Review meetings held after the first meeting. NULL when the text is no whole number.
  review_meeting_count_text: ReviewMeetingsCount as received; NULL when blank.
  step_decision_date: Date of the decision to step down, or up to care proceedings. NULL when the text is no date.
  step_decision_date_text: StepDecisionDate as received; NULL when blank.
  outcome_code: Outcome of the pre-proceedings.
  outcome_code_text: PPOutcome as received; NULL when blank.
  court_application_date: Date of the application to court for care proceedings. NULL when the text is no date.
  court_application_date_text: CourtAppDate as received; NULL when blank.
  care_proceedings_letter_date: Date the letter that care proceedings begin was sent to the parents. NULL when the text
    is no date.
  care_proceedings_letter_date_text: LetterInitCPDate as received; NULL when blank.
source: Pre-proceedings and family group decision making. CIN census, elements and codes as open validators and pipelines
  read them (2016/17 to 2026/27). For the years from 2012/13, on which they are silent, the elements of 2016/17 stand.
  Pre-proceedings are as drafted for 2026/27.
---*/
-- Written from contracts/cin_census/pre_proceedings.yaml: change that, then run `make contracts`.
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
        WHEN MOD(TRY_CAST(TRANSLATE(r.preproceedingsid, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.preproceedingsid, '£, ', '') AS INTEGER)
    END AS pre_proceedings_id,
    CAST(NULLIF(TRIM(r.preproceedingsid), '') AS VARCHAR) AS pre_proceedings_id_text,
    CAST(CASE LENGTH(TRIM(r.ppstartdate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.ppstartdate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.ppstartdate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS start_date,
    CAST(NULLIF(TRIM(r.ppstartdate), '') AS VARCHAR) AS start_date_text,
    CAST(CASE LENGTH(TRIM(r.lbpsentdate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.lbpsentdate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.lbpsentdate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS letter_before_proceedings_date,
    CAST(NULLIF(TRIM(r.lbpsentdate), '') AS VARCHAR) AS letter_before_proceedings_date_text,
    CASE
        WHEN LOWER(TRIM(r.fgdmmeetingoffer)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.fgdmmeetingoffer)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS has_family_group_meeting_offer,
    CAST(NULLIF(TRIM(r.fgdmmeetingoffer), '') AS VARCHAR) AS has_family_group_meeting_offer_text,
    CASE
        WHEN LOWER(TRIM(r.fgdmmeetingfac)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.fgdmmeetingfac)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS has_family_group_meeting,
    CAST(NULLIF(TRIM(r.fgdmmeetingfac), '') AS VARCHAR) AS has_family_group_meeting_text,
    CAST(CASE LENGTH(TRIM(r.initialppmeetingdate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.initialppmeetingdate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.initialppmeetingdate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS initial_meeting_date,
    CAST(NULLIF(TRIM(r.initialppmeetingdate), '') AS VARCHAR) AS initial_meeting_date_text,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.reviewmeetingscount, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.reviewmeetingscount, '£, ', '') AS INTEGER)
    END AS review_meeting_count,
    CAST(NULLIF(TRIM(r.reviewmeetingscount), '') AS VARCHAR) AS review_meeting_count_text,
    CAST(CASE LENGTH(TRIM(r.stepdecisiondate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.stepdecisiondate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.stepdecisiondate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS step_decision_date,
    CAST(NULLIF(TRIM(r.stepdecisiondate), '') AS VARCHAR) AS step_decision_date_text,
    CAST(NULLIF(UPPER(TRIM(r.ppoutcome)), '') AS VARCHAR) AS outcome_code,
    CAST(NULLIF(TRIM(r.ppoutcome), '') AS VARCHAR) AS outcome_code_text,
    CAST(CASE LENGTH(TRIM(r.courtappdate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.courtappdate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.courtappdate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS court_application_date,
    CAST(NULLIF(TRIM(r.courtappdate), '') AS VARCHAR) AS court_application_date_text,
    CAST(CASE LENGTH(TRIM(r.letterinitcpdate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.letterinitcpdate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.letterinitcpdate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS care_proceedings_letter_date,
    CAST(NULLIF(TRIM(r.letterinitcpdate), '') AS VARCHAR) AS care_proceedings_letter_date_text
FROM raw_cin_census__pre_proceedings AS r
