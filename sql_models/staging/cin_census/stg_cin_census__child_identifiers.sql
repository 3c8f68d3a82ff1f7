/*---
description: One row per child in the census. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  upn: Unique pupil number.
  former_upn: Unique pupil number that the child had before.
  upn_unknown_reason_code: Why there is no unique pupil number.
  upn_unknown_reason_code_text: UPNunknown as received; NULL when blank.
  birth_date: Date of birth; blank for a child not yet born. NULL when the text is no date.
  birth_date_text: PersonBirthDate as received; NULL when blank.
  expected_birth_date: Expected date of birth of a child not yet born. NULL when the text is no date.
  expected_birth_date_text: ExpectedPersonBirthDate as received; NULL when blank.
  sex_code: 'Sex of the child: M, F or U from 2024/25; before, as GenderCurrent, 1, 2, 0 or 9.'
  sex_code_text: Sex as received; NULL when blank.
  death_date: Date of death. NULL when the text is no date.
  death_date_text: PersonDeathDate as received; NULL when blank.
source: Child identifiers. CIN census, elements and codes as open validators and pipelines read them (2016/17 to 2026/27).
  For the years from 2012/13, on which they are silent, the elements of 2016/17 stand. Pre-proceedings are as drafted
  for 2026/27.
---*/
-- Written from contracts/cin_census/child_identifiers.yaml: change that, then run `make contracts`.
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
    CAST(NULLIF(UPPER(TRIM(r.upn)), '') AS VARCHAR) AS upn,
    CAST(NULLIF(UPPER(TRIM(r.formerupn)), '') AS VARCHAR) AS former_upn,
    CAST(NULLIF(UPPER(TRIM(r.upnunknown)), '') AS VARCHAR) AS upn_unknown_reason_code,
    CAST(NULLIF(TRIM(r.upnunknown), '') AS VARCHAR) AS upn_unknown_reason_code_text,
    CAST(CASE LENGTH(TRIM(r.personbirthdate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.personbirthdate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.personbirthdate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS birth_date,
    CAST(NULLIF(TRIM(r.personbirthdate), '') AS VARCHAR) AS birth_date_text,
    CAST(CASE LENGTH(TRIM(r.expectedpersonbirthdate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.expectedpersonbirthdate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.expectedpersonbirthdate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS expected_birth_date,
    CAST(NULLIF(TRIM(r.expectedpersonbirthdate), '') AS VARCHAR) AS expected_birth_date_text,
    CAST(NULLIF(UPPER(TRIM(r.sex)), '') AS VARCHAR) AS sex_code,
    CAST(NULLIF(TRIM(r.sex), '') AS VARCHAR) AS sex_code_text,
    CAST(CASE LENGTH(TRIM(r.persondeathdate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.persondeathdate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.persondeathdate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS death_date,
    CAST(NULLIF(TRIM(r.persondeathdate), '') AS VARCHAR) AS death_date_text
FROM raw_cin_census__child_identifiers AS r
