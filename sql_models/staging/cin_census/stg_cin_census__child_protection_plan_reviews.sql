/*---
description: One row per review of a child protection plan. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  cin_details_id: Number of the case (CIN details) among the child's cases in the file, from 1; with the child id it names
    the case. NULL when the text is no whole number.
  cin_details_id_text: CINdetailsID as received; NULL when blank.
  child_protection_plan_id: Number of the child protection plan in its case, from 1. NULL when the text is no whole number.
  child_protection_plan_id_text: CPPID as received; NULL when blank.
  review_date: Date of the review. NULL when the text is no date.
  review_date_text: CPPreviewDate as received; NULL when blank.
source: Child protection plan reviews. CIN census, elements and codes as open validators and pipelines read them (2016/17
  to 2026/27). For the years from 2012/13, on which they are silent, the elements of 2016/17 stand. Pre-proceedings are
  as drafted for 2026/27.
---*/
-- Written from contracts/cin_census/child_protection_plan_reviews.yaml: change that, then run `make contracts`.
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
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.cppid, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.cppid, '£, ', '') AS INTEGER)
    END AS child_protection_plan_id,
    CAST(NULLIF(TRIM(r.cppid), '') AS VARCHAR) AS child_protection_plan_id_text,
    CAST(CASE LENGTH(TRIM(r.cppreviewdate))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.cppreviewdate), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.cppreviewdate), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS review_date,
    CAST(NULLIF(TRIM(r.cppreviewdate), '') AS VARCHAR) AS review_date_text
FROM raw_cin_census__child_protection_plan_reviews AS r
