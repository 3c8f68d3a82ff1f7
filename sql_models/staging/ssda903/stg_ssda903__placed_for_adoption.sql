/*---
description: One row per decision that a child should be placed for adoption. All rows of the files in force, typed; nothing
  is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  birth_date: Date of birth of the child. NULL when the text is no date.
  birth_date_text: DOB as received; NULL when blank.
  adoption_decision_date: Date of the decision that the child should be placed for adoption. NULL when the text is no
    date.
  adoption_decision_date_text: DATE_PLACED as received; NULL when blank.
  adoption_decision_reversed_date: Date of the decision that the child should no longer be placed for adoption. NULL when
    the text is no date.
  adoption_decision_reversed_date_text: DATE_PLACED_CEASED as received; NULL when blank.
  adoption_reversal_reason_code: Why the decision was reversed.
  adoption_reversal_reason_code_text: REASON_PLACED_CEASED as received; NULL when blank.
source: Should be placed for adoption. SSDA903 return, columns and codes as open validators and pipelines read them (2016/17
  to 2026/27). For 2014/15 and 2015/16, on which they are silent, the columns of 2016/17 stand.
---*/
-- Written from contracts/ssda903/placed_for_adoption.yaml: change that, then run `make contracts`.
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
    CAST(CASE LENGTH(TRIM(r.date_placed))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.date_placed), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.date_placed), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS adoption_decision_date,
    CAST(NULLIF(TRIM(r.date_placed), '') AS VARCHAR) AS adoption_decision_date_text,
    CAST(CASE LENGTH(TRIM(r.date_placed_ceased))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.date_placed_ceased), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.date_placed_ceased), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS adoption_decision_reversed_date,
    CAST(NULLIF(TRIM(r.date_placed_ceased), '') AS VARCHAR) AS adoption_decision_reversed_date_text,
    CAST(NULLIF(UPPER(TRIM(r.reason_placed_ceased)), '') AS VARCHAR) AS adoption_reversal_reason_code,
    CAST(NULLIF(TRIM(r.reason_placed_ceased), '') AS VARCHAR) AS adoption_reversal_reason_code_text
FROM raw_ssda903__placed_for_adoption AS r
