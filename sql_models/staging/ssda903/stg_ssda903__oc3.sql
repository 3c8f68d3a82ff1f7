/*---
description: One row per care leaver whose birthday fell in the year. All rows of the files in force, typed; nothing is
  dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  birth_date: Date of birth of the child. NULL when the text is no date.
  birth_date_text: DOB as received; NULL when blank.
  in_touch_code: Whether the local authority is in touch with the care leaver.
  in_touch_code_text: IN_TOUCH as received; NULL when blank.
  activity_code: Education, employment or training of the care leaver.
  activity_code_text: ACTIV as received; NULL when blank.
  accommodation_code: Accommodation of the care leaver; 1 at the end says suitable, 2 not suitable.
  accommodation_code_text: ACCOM as received; NULL when blank.
source: Care leavers. SSDA903 return, columns and codes as open validators and pipelines read them (2016/17 to 2026/27).
  For 2014/15 and 2015/16, on which they are silent, the columns of 2016/17 stand.
---*/
-- Written from contracts/ssda903/oc3.yaml: change that, then run `make contracts`.
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
    CAST(NULLIF(UPPER(TRIM(r.in_touch)), '') AS VARCHAR) AS in_touch_code,
    CAST(NULLIF(TRIM(r.in_touch), '') AS VARCHAR) AS in_touch_code_text,
    CAST(NULLIF(UPPER(TRIM(r.activ)), '') AS VARCHAR) AS activity_code,
    CAST(NULLIF(TRIM(r.activ), '') AS VARCHAR) AS activity_code_text,
    CAST(NULLIF(UPPER(TRIM(r.accom)), '') AS VARCHAR) AS accommodation_code,
    CAST(NULLIF(TRIM(r.accom), '') AS VARCHAR) AS accommodation_code_text
FROM raw_ssda903__oc3 AS r
