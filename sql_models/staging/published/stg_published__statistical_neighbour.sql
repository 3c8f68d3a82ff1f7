/*---
description: One row per local authority and neighbour in an edition of the model. All rows of the files in force, typed;
  nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  vintage: Month in which this edition of the model was published, such as May 2025.
  old_la_code: Three-digit DfE number of the local authority.
  new_la_code: Nine-character ONS code of the local authority.
  la_name: Name of the local authority.
  neighbour_rank: How near the neighbour is, from 1, the nearest, to 10. NULL when the text is no whole number.
  neighbour_rank_text: rank as received; NULL when blank.
  neighbour_old_la_code: Three-digit DfE number of the neighbour.
  neighbour_new_la_code: Nine-character ONS code of the neighbour.
  neighbour_name: Name of the neighbour.
  closeness: How alike the two are in words, from Extremely close to Not close.
  la_is_current: Whether the local authority still exists. NULL when the text is neither yes nor no.
  la_is_current_text: la_is_current as received; NULL when blank.
  neighbour_is_current: Whether the neighbour still exists. NULL when the text is neither yes nor no.
  neighbour_is_current_text: neighbour_is_current as received; NULL when blank.
source: Statistical neighbours. DfE, explore education statistics data standard; ONS mid-year population estimates; ONS
  Postcode Directory; English indices of deprivation 2015 and 2019; DfE statistical neighbour model of April 2021 and
  May 2025. Open Government Licence.
---*/
-- Written from contracts/published/statistical_neighbour.yaml: change that, then run `make contracts`.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.dataset,
    CAST(r.release_year AS INTEGER) AS release_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    CAST(NULLIF(TRIM(r.vintage), '') AS VARCHAR) AS vintage,
    CAST(NULLIF(TRIM(r.old_la_code), '') AS VARCHAR) AS old_la_code,
    CAST(NULLIF(TRIM(r.new_la_code), '') AS VARCHAR) AS new_la_code,
    CAST(NULLIF(TRIM(r.la_name), '') AS VARCHAR) AS la_name,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.rank, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.rank, '£, ', '') AS INTEGER)
    END AS neighbour_rank,
    CAST(NULLIF(TRIM(r.rank), '') AS VARCHAR) AS neighbour_rank_text,
    CAST(NULLIF(TRIM(r.neighbour_old_la_code), '') AS VARCHAR) AS neighbour_old_la_code,
    CAST(NULLIF(TRIM(r.neighbour_new_la_code), '') AS VARCHAR) AS neighbour_new_la_code,
    CAST(NULLIF(TRIM(r.neighbour_name), '') AS VARCHAR) AS neighbour_name,
    CAST(NULLIF(TRIM(r.closeness), '') AS VARCHAR) AS closeness,
    CASE
        WHEN LOWER(TRIM(r.la_is_current)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.la_is_current)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS la_is_current,
    CAST(NULLIF(TRIM(r.la_is_current), '') AS VARCHAR) AS la_is_current_text,
    CASE
        WHEN LOWER(TRIM(r.neighbour_is_current)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.neighbour_is_current)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS neighbour_is_current,
    CAST(NULLIF(TRIM(r.neighbour_is_current), '') AS VARCHAR) AS neighbour_is_current_text
FROM raw_published__statistical_neighbour AS r
