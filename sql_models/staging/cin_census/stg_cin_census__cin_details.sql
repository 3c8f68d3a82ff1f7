/*---
description: 'One row per case: from a referral until the case is closed. All rows of the files in force, typed; nothing
  is dropped.'
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  cin_details_id: Number of the case (CIN details) among the child's cases in the file, from 1; with the child id it names
    the case. NULL when the text is no whole number.
  cin_details_id_text: CINdetailsID as received; NULL when blank.
  referral_date: Date of the referral that began the case. NULL when the text is no date.
  referral_date_text: CINreferralDate as received; NULL when blank.
  referral_source_code: Who referred the child.
  referral_source_code_text: ReferralSource as received; NULL when blank.
  primary_need_code: Main reason why the child came to notice.
  primary_need_code_text: PrimaryNeedCode as received; NULL when blank.
  closure_date: Date the case was closed; blank while it is open. NULL when the text is no date.
  closure_date_text: CINclosureDate as received; NULL when blank.
  closure_reason_code: Why the case was closed.
  closure_reason_code_text: ReasonForClosure as received; NULL when blank.
  initial_conference_date: Date of the initial child protection conference, when it did not follow a section 47 enquiry
    of this case (a transfer in). NULL when the text is no date.
  initial_conference_date_text: DateOfInitialCPC as received; NULL when blank.
  is_referral_no_further_action: 1 when nothing followed the referral. NULL when the text is neither yes nor no.
  is_referral_no_further_action_text: ReferralNFA as received; NULL when blank.
source: CIN details. CIN census, elements and codes as open validators and pipelines read them (2016/17 to 2026/27). For
  the years from 2012/13, on which they are silent, the elements of 2016/17 stand. Pre-proceedings are as drafted for
  2026/27.
---*/
-- Written from contracts/cin_census/cin_details.yaml: change that, then run `make contracts`.
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
    CAST(CASE LENGTH(TRIM(r.cinreferraldate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.cinreferraldate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.cinreferraldate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS referral_date,
    CAST(NULLIF(TRIM(r.cinreferraldate), '') AS VARCHAR) AS referral_date_text,
    CAST(NULLIF(UPPER(TRIM(r.referralsource)), '') AS VARCHAR) AS referral_source_code,
    CAST(NULLIF(TRIM(r.referralsource), '') AS VARCHAR) AS referral_source_code_text,
    CAST(NULLIF(UPPER(TRIM(r.primaryneedcode)), '') AS VARCHAR) AS primary_need_code,
    CAST(NULLIF(TRIM(r.primaryneedcode), '') AS VARCHAR) AS primary_need_code_text,
    CAST(CASE LENGTH(TRIM(r.cinclosuredate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.cinclosuredate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.cinclosuredate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS closure_date,
    CAST(NULLIF(TRIM(r.cinclosuredate), '') AS VARCHAR) AS closure_date_text,
    CAST(NULLIF(UPPER(TRIM(r.reasonforclosure)), '') AS VARCHAR) AS closure_reason_code,
    CAST(NULLIF(TRIM(r.reasonforclosure), '') AS VARCHAR) AS closure_reason_code_text,
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
        WHEN LOWER(TRIM(r.referralnfa)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.referralnfa)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS is_referral_no_further_action,
    CAST(NULLIF(TRIM(r.referralnfa), '') AS VARCHAR) AS is_referral_no_further_action_text
FROM raw_cin_census__cin_details AS r
