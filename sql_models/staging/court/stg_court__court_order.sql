/*---
description: One row per order about a child, interim orders too. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  local_authority: The local authority by name, ONS code or DfE number; needed only where the folder does not say it.
  case_number: Number that the court gave the case.
  la_child_id: The child's id in the case system; blank when the order is about every child of the case.
  order_type_code: Kind of order.
  order_type_code_text: order_type_code as received; NULL when blank.
  order_date: Day on which the order was made. NULL when the text is no date.
  order_date_text: order_date as received; NULL when blank.
  order_end_date: Day on which the order ended or will end; blank when it lasts until it is discharged or the child is
    18. NULL when the text is no date.
  order_end_date_text: order_end_date as received; NULL when blank.
source: Court orders. This project's contract. Pre-proceedings after the CIN census module of 2026/27 and the Standard
  Safeguarding Dataset; hearings and the timetable of 26 weeks after the Public Law Outline.
---*/
-- Written from contracts/court/court_order.yaml: change that, then run `make contracts`.
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
    CAST(NULLIF(TRIM(r.case_number), '') AS VARCHAR) AS case_number,
    CAST(NULLIF(TRIM(r.la_child_id), '') AS VARCHAR) AS la_child_id,
    CAST(NULLIF(UPPER(TRIM(r.order_type_code)), '') AS VARCHAR) AS order_type_code,
    CAST(NULLIF(TRIM(r.order_type_code), '') AS VARCHAR) AS order_type_code_text,
    CAST(CASE LENGTH(TRIM(r.order_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.order_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.order_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS order_date,
    CAST(NULLIF(TRIM(r.order_date), '') AS VARCHAR) AS order_date_text,
    CAST(CASE LENGTH(TRIM(r.order_end_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.order_end_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.order_end_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS order_end_date,
    CAST(NULLIF(TRIM(r.order_end_date), '') AS VARCHAR) AS order_end_date_text
FROM raw_court__court_order AS r
