/*---
description: One row per spell of a social worker with a child. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  birth_date: Date of birth of the child. NULL when the text is no date.
  birth_date_text: DOB as received; NULL when blank.
  social_worker_id: Registration number of the social worker; begins with SW or XX.
  start_date: Date the social worker was allocated; parts not known are ZZ. NULL when the text is no whole date (a part
    may be unknown).
  start_date_text: SW_DECOM as received; NULL when blank.
  end_date: Date the allocation ended; blank while it lasts. NULL when the text is no whole date (a part may be unknown).
  end_date_text: SW_DEC as received; NULL when blank.
  social_worker_change_reason_code: Why the social worker changed.
  social_worker_change_reason_code_text: SW_REASON as received; NULL when blank.
source: Social worker episodes. SSDA903 return, columns and codes as open validators and pipelines read them (2016/17
  to 2026/27). For 2014/15 and 2015/16, on which they are silent, the columns of 2016/17 stand.
---*/
-- Written from contracts/ssda903/social_worker_episodes.yaml: change that, then run `make contracts`.
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
    CAST(NULLIF(UPPER(TRIM(r.sw_id)), '') AS VARCHAR) AS social_worker_id,
    CAST(CASE LENGTH(TRIM(r.sw_decom))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.sw_decom), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.sw_decom), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS start_date,
    CAST(NULLIF(TRIM(r.sw_decom), '') AS VARCHAR) AS start_date_text,
    CAST(CASE LENGTH(TRIM(r.sw_dec))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.sw_dec), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.sw_dec), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS end_date,
    CAST(NULLIF(TRIM(r.sw_dec), '') AS VARCHAR) AS end_date_text,
    CAST(NULLIF(UPPER(TRIM(r.sw_reason)), '') AS VARCHAR) AS social_worker_change_reason_code,
    CAST(NULLIF(TRIM(r.sw_reason), '') AS VARCHAR) AS social_worker_change_reason_code_text
FROM raw_ssda903__social_worker_episodes AS r
