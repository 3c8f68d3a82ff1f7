/*---
description: One row per child in the census whose characteristics are returned. All rows of the files in force, typed;
  nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  ethnicity_code: Ethnic origin code of the child.
  ethnicity_code_text: Ethnicity as received; NULL when blank.
source: Child characteristics. CIN census, elements and codes as open validators and pipelines read them (2016/17 to 2026/27).
  For the years from 2012/13, on which they are silent, the elements of 2016/17 stand. Pre-proceedings are as drafted
  for 2026/27.
---*/
-- Written from contracts/cin_census/child_characteristics.yaml: change that, then run `make contracts`.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.la_code,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    r.child_key,
    CAST(NULLIF(TRIM(r.lachildid), '') AS VARCHAR) AS la_child_id,
    CAST(NULLIF(UPPER(TRIM(r.ethnicity)), '') AS VARCHAR) AS ethnicity_code,
    CAST(NULLIF(TRIM(r.ethnicity), '') AS VARCHAR) AS ethnicity_code_text
FROM raw_cin_census__child_characteristics AS r
