/*---
description: One row per contact about a child, whatever became of it. All rows of the files in force, typed; nothing
  is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  local_authority: The local authority by name, ONS code or DfE number; needed only where the folder does not say it.
  la_child_id: The child's id in the case system, as in the SSDA903 return and the CIN census.
  birth_date: The child's date of birth; it may be blank when not known and when a return has it. NULL when the text is
    no date.
  birth_date_text: birth_date as received; NULL when blank.
  sex_code: The child's sex, as in the SSDA903 return.
  sex_code_text: sex_code as received; NULL when blank.
  contact_date: Day on which the authority was told. NULL when the text is no date.
  contact_date_text: contact_date as received; NULL when blank.
  contact_source_code: Who made the contact, as the source of a referral in the CIN census.
  contact_source_code_text: contact_source_code as received; NULL when blank.
  contact_source_description: Who made the contact in words of the case system; a kind of source, never a person's name.
  contact_outcome_code: What was decided; of several outcomes the one that does most. Blank while it is not decided.
  contact_outcome_code_text: contact_outcome_code as received; NULL when blank.
source: Contacts. This project's contract, after the Standard Safeguarding Dataset (ssd_contacts) and Ofsted's Annex A,
  list 1. Codes of sources are those of a referral in the CIN census.
---*/
-- Written from contracts/local/contact.yaml: change that, then run `make contracts`.
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
    CAST(CASE LENGTH(TRIM(r.contact_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.contact_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.contact_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS contact_date,
    CAST(NULLIF(TRIM(r.contact_date), '') AS VARCHAR) AS contact_date_text,
    CAST(NULLIF(UPPER(TRIM(r.contact_source_code)), '') AS VARCHAR) AS contact_source_code,
    CAST(NULLIF(TRIM(r.contact_source_code), '') AS VARCHAR) AS contact_source_code_text,
    CAST(NULLIF(TRIM(r.contact_source_description), '') AS VARCHAR) AS contact_source_description,
    CAST(NULLIF(UPPER(TRIM(r.contact_outcome_code)), '') AS VARCHAR) AS contact_outcome_code,
    CAST(NULLIF(TRIM(r.contact_outcome_code), '') AS VARCHAR) AS contact_outcome_code_text
FROM raw_local__contact AS r
