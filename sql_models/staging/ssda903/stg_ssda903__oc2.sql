/*---
description: One row per child looked after for at least 12 months at 31 March. All rows of the files in force, typed;
  nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  birth_date: Date of birth of the child. NULL when the text is no date.
  birth_date_text: DOB as received; NULL when blank.
  sdq_score: Strengths and difficulties questionnaire score, 0 to 40. NULL when the text is no whole number.
  sdq_score_text: SDQ_SCORE as received; NULL when blank.
  sdq_reason_code: Why there is no questionnaire score.
  sdq_reason_code_text: SDQ_REASON as received; NULL when blank.
  is_convicted: 1 when convicted or cautioned in the year. NULL when the text is neither yes nor no.
  is_convicted_text: CONVICTED as received; NULL when blank.
  is_health_checked: 1 when health surveillance checks were up to date (children under 5). NULL when the text is neither
    yes nor no.
  is_health_checked_text: HEALTH_CHECK as received; NULL when blank.
  is_immunised: 1 when immunisations were up to date. NULL when the text is neither yes nor no.
  is_immunised_text: IMMUNISATIONS as received; NULL when blank.
  has_teeth_check: 1 when teeth were checked by a dentist. NULL when the text is neither yes nor no.
  has_teeth_check_text: TEETH_CHECK as received; NULL when blank.
  has_health_assessment: 1 when there was a health assessment. NULL when the text is neither yes nor no.
  has_health_assessment_text: HEALTH_ASSESSMENT as received; NULL when blank.
  has_substance_misuse: 1 when a substance misuse problem was identified. NULL when the text is neither yes nor no.
  has_substance_misuse_text: SUBSTANCE_MISUSE as received; NULL when blank.
  has_received_intervention: 1 when help for substance misuse was received. NULL when the text is neither yes nor no.
  has_received_intervention_text: INTERVENTION_RECEIVED as received; NULL when blank.
  has_been_offered_intervention: 1 when help for substance misuse was offered and refused. NULL when the text is neither
    yes nor no.
  has_been_offered_intervention_text: INTERVENTION_OFFERED as received; NULL when blank.
source: Outcomes for children looked after 12 months or more. SSDA903 return, columns and codes as open validators and
  pipelines read them (2016/17 to 2026/27). For 2014/15 and 2015/16, on which they are silent, the columns of 2016/17
  stand.
---*/
-- Written from contracts/ssda903/oc2.yaml: change that, then run `make contracts`.
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
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.sdq_score, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.sdq_score, '£, ', '') AS INTEGER)
    END AS sdq_score,
    CAST(NULLIF(TRIM(r.sdq_score), '') AS VARCHAR) AS sdq_score_text,
    CAST(NULLIF(UPPER(TRIM(r.sdq_reason)), '') AS VARCHAR) AS sdq_reason_code,
    CAST(NULLIF(TRIM(r.sdq_reason), '') AS VARCHAR) AS sdq_reason_code_text,
    CASE
        WHEN LOWER(TRIM(r.convicted)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.convicted)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS is_convicted,
    CAST(NULLIF(TRIM(r.convicted), '') AS VARCHAR) AS is_convicted_text,
    CASE
        WHEN LOWER(TRIM(r.health_check)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.health_check)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS is_health_checked,
    CAST(NULLIF(TRIM(r.health_check), '') AS VARCHAR) AS is_health_checked_text,
    CASE
        WHEN LOWER(TRIM(r.immunisations)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.immunisations)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS is_immunised,
    CAST(NULLIF(TRIM(r.immunisations), '') AS VARCHAR) AS is_immunised_text,
    CASE
        WHEN LOWER(TRIM(r.teeth_check)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.teeth_check)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS has_teeth_check,
    CAST(NULLIF(TRIM(r.teeth_check), '') AS VARCHAR) AS has_teeth_check_text,
    CASE
        WHEN LOWER(TRIM(r.health_assessment)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.health_assessment)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS has_health_assessment,
    CAST(NULLIF(TRIM(r.health_assessment), '') AS VARCHAR) AS has_health_assessment_text,
    CASE
        WHEN LOWER(TRIM(r.substance_misuse)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.substance_misuse)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS has_substance_misuse,
    CAST(NULLIF(TRIM(r.substance_misuse), '') AS VARCHAR) AS has_substance_misuse_text,
    CASE
        WHEN LOWER(TRIM(r.intervention_received)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.intervention_received)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS has_received_intervention,
    CAST(NULLIF(TRIM(r.intervention_received), '') AS VARCHAR) AS has_received_intervention_text,
    CASE
        WHEN LOWER(TRIM(r.intervention_offered)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.intervention_offered)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS has_been_offered_intervention,
    CAST(NULLIF(TRIM(r.intervention_offered), '') AS VARCHAR) AS has_been_offered_intervention_text
FROM raw_ssda903__oc2 AS r
