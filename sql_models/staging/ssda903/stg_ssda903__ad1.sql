/*---
description: One row per child adopted in the year. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  birth_date: Date of birth of the child. NULL when the text is no date.
  birth_date_text: DOB as received; NULL when blank.
  adoption_decision_date: Date of the decision that the child should be placed for adoption. NULL when the text is no
    date.
  adoption_decision_date_text: DATE_INT as received; NULL when blank.
  adoption_match_date: Date child and adopters were matched. NULL when the text is no date.
  adoption_match_date_text: DATE_MATCH as received; NULL when blank.
  is_adopted_by_foster_carer: 1 when adopted by a former foster carer. NULL when the text is neither yes nor no.
  is_adopted_by_foster_carer_text: FOSTER_CARE as received; NULL when blank.
  number_of_adopters_code: Number of adopters, 1 or 2.
  number_of_adopters_code_text: NB_ADOPTR as received; NULL when blank.
  adopter_sex_code: Sex of the adopters.
  adopter_sex_code_text: SEX_ADOPTR as received; NULL when blank.
  adopter_legal_status_code: Legal status of the adopters.
  adopter_legal_status_code_text: LS_ADOPTR as received; NULL when blank.
source: Adoption. SSDA903 return, columns and codes as open validators and pipelines read them (2016/17 to 2026/27). For
  2014/15 and 2015/16, on which they are silent, the columns of 2016/17 stand.
---*/
-- Written from contracts/ssda903/ad1.yaml: change that, then run `make contracts`.
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
    CAST(CASE LENGTH(TRIM(r.date_int))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.date_int), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.date_int), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS adoption_decision_date,
    CAST(NULLIF(TRIM(r.date_int), '') AS VARCHAR) AS adoption_decision_date_text,
    CAST(CASE LENGTH(TRIM(r.date_match))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.date_match), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.date_match), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS adoption_match_date,
    CAST(NULLIF(TRIM(r.date_match), '') AS VARCHAR) AS adoption_match_date_text,
    CASE
        WHEN LOWER(TRIM(r.foster_care)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.foster_care)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS is_adopted_by_foster_carer,
    CAST(NULLIF(TRIM(r.foster_care), '') AS VARCHAR) AS is_adopted_by_foster_carer_text,
    CAST(NULLIF(UPPER(TRIM(r.nb_adoptr)), '') AS VARCHAR) AS number_of_adopters_code,
    CAST(NULLIF(TRIM(r.nb_adoptr), '') AS VARCHAR) AS number_of_adopters_code_text,
    CAST(NULLIF(UPPER(TRIM(r.sex_adoptr)), '') AS VARCHAR) AS adopter_sex_code,
    CAST(NULLIF(TRIM(r.sex_adoptr), '') AS VARCHAR) AS adopter_sex_code_text,
    CAST(NULLIF(UPPER(TRIM(r.ls_adoptr)), '') AS VARCHAR) AS adopter_legal_status_code,
    CAST(NULLIF(TRIM(r.ls_adoptr), '') AS VARCHAR) AS adopter_legal_status_code_text
FROM raw_ssda903__ad1 AS r
