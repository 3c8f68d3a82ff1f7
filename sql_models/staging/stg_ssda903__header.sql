/*---
description: One row per row of the header module in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the LA gives, without surrounding blanks.
  sex_code: Code of sex as returned.
  birth_date: Date of birth; NULL when the text is no date.
  birth_date_text: Date of birth as returned; NULL when blank.
  ethnicity_code: Ethnic origin code as returned.
  upn: Unique pupil number, or UN1 to UN5 for why it is not known.
  mother_code: 1 when the child is herself a mother.
  mothers_child_birth_date: Date of birth of the mother's child; NULL when the text is no date.
  mothers_child_birth_date_text: Date of birth of the mother's child as returned; NULL when blank.
source: SSDA903 return, header module
---*/
WITH trimmed_rows AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.file_id,
        r.row_number,
        r.child_key,
        NULLIF(TRIM(r.child), '') AS la_child_id,
        NULLIF(UPPER(TRIM(r.sex)), '') AS sex_code,
        NULLIF(TRIM(r.dob), '') AS birth_date_text,
        NULLIF(UPPER(TRIM(r.ethnic)), '') AS ethnicity_code,
        NULLIF(UPPER(TRIM(r.upn)), '') AS upn,
        NULLIF(TRIM(r.mother), '') AS mother_code,
        NULLIF(TRIM(r.mc_dob), '') AS mothers_child_birth_date_text
    FROM raw_ssda903__header AS r
)

-- A two-digit year is tried first: the four-digit format would read 16 as the year 16.
SELECT
    CAST(t.file_id || ':' || CAST(t.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    t.la_code,
    CAST(t.collection_year AS INTEGER) AS collection_year,
    t.file_id,
    CAST(t.row_number AS INTEGER) AS row_number,
    t.child_key,
    CAST(t.la_child_id AS VARCHAR) AS la_child_id,
    CAST(t.sex_code AS VARCHAR) AS sex_code,
    CAST(TRY_STRPTIME(
        t.birth_date_text,
        [
            '%d/%m/%y', '%d/%m/%Y', '%Y-%m-%d', '%d-%b-%Y', '%d-%m-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ]
    ) AS DATE) AS birth_date,
    CAST(t.birth_date_text AS VARCHAR) AS birth_date_text,
    CAST(t.ethnicity_code AS VARCHAR) AS ethnicity_code,
    CAST(t.upn AS VARCHAR) AS upn,
    CAST(t.mother_code AS VARCHAR) AS mother_code,
    CAST(TRY_STRPTIME(
        t.mothers_child_birth_date_text,
        [
            '%d/%m/%y', '%d/%m/%Y', '%Y-%m-%d', '%d-%b-%Y', '%d-%m-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ]
    ) AS DATE) AS mothers_child_birth_date,
    CAST(t.mothers_child_birth_date_text AS VARCHAR) AS mothers_child_birth_date_text
FROM trimmed_rows AS t
