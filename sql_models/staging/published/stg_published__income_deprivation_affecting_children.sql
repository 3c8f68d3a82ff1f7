/*---
description: One row per local authority and edition of the indices of deprivation. All rows of the files in force, typed;
  nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  new_la_code: Nine-character ONS code of the local authority.
  la_name: Name of the local authority.
  idaci_average_rank: Average of the ranks of the authority's neighbourhoods, weighted by population; a higher rank is
    more deprived. NULL when the text is no number.
  idaci_average_rank_text: idaci_average_rank as received; NULL when blank.
  idaci_rank_of_average_rank: Rank of the authority by average rank; 1 is the most deprived. NULL when the text is no
    whole number.
  idaci_rank_of_average_rank_text: idaci_rank_of_average_rank as received; NULL when blank.
  idaci_average_score: Share of children aged 0 to 15 in families with low income, from 0 to 1. NULL when the text is
    no number.
  idaci_average_score_text: idaci_average_score as received; NULL when blank.
  idaci_rank_of_average_score: Rank of the authority by average score; 1 is the most deprived. NULL when the text is no
    whole number.
  idaci_rank_of_average_score_text: idaci_rank_of_average_score as received; NULL when blank.
  idaci_most_deprived_share: Share of the authority's neighbourhoods that are among the most deprived tenth of England,
    from 0 to 1. NULL when the text is no number.
  idaci_most_deprived_share_text: idaci_prop_lsoas_most_deprived_10pc as received; NULL when blank.
  idaci_rank_of_most_deprived_share: Rank of the authority by that share; 1 is the most deprived. NULL when the text is
    no whole number.
  idaci_rank_of_most_deprived_share_text: idaci_rank_of_proportion as received; NULL when blank.
  indices_year: Year of the indices of deprivation. NULL when the text is no whole number.
  indices_year_text: iod_year as received; NULL when blank.
  boundary: Boundaries of the authorities that the figures are for.
  source: Where the figure was taken from.
source: Income deprivation affecting children (IDACI). DfE, explore education statistics data standard; ONS mid-year population
  estimates; ONS Postcode Directory; English indices of deprivation 2015 and 2019; DfE statistical neighbour model of
  April 2021 and May 2025. Open Government Licence.
---*/
-- Written from contracts/published/income_deprivation_affecting_children.yaml: change that, then run `make contracts`.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.dataset,
    CAST(r.release_year AS INTEGER) AS release_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    CAST(NULLIF(TRIM(r.new_la_code), '') AS VARCHAR) AS new_la_code,
    CAST(NULLIF(TRIM(r.la_name), '') AS VARCHAR) AS la_name,
    TRY_CAST(TRANSLATE(r.idaci_average_rank, '£, ', '') AS DECIMAL(18, 4)) AS idaci_average_rank,
    CAST(NULLIF(TRIM(r.idaci_average_rank), '') AS VARCHAR) AS idaci_average_rank_text,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.idaci_rank_of_average_rank, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.idaci_rank_of_average_rank, '£, ', '') AS INTEGER)
    END AS idaci_rank_of_average_rank,
    CAST(NULLIF(TRIM(r.idaci_rank_of_average_rank), '') AS VARCHAR) AS idaci_rank_of_average_rank_text,
    TRY_CAST(TRANSLATE(r.idaci_average_score, '£, ', '') AS DECIMAL(18, 4)) AS idaci_average_score,
    CAST(NULLIF(TRIM(r.idaci_average_score), '') AS VARCHAR) AS idaci_average_score_text,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.idaci_rank_of_average_score, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.idaci_rank_of_average_score, '£, ', '') AS INTEGER)
    END AS idaci_rank_of_average_score,
    CAST(NULLIF(TRIM(r.idaci_rank_of_average_score), '') AS VARCHAR) AS idaci_rank_of_average_score_text,
    TRY_CAST(
        TRANSLATE(r.idaci_prop_lsoas_most_deprived_10pc, '£, ', '') AS DECIMAL(18, 4)
    ) AS idaci_most_deprived_share,
    CAST(
        NULLIF(TRIM(r.idaci_prop_lsoas_most_deprived_10pc), '') AS VARCHAR
    ) AS idaci_most_deprived_share_text,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.idaci_rank_of_proportion, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.idaci_rank_of_proportion, '£, ', '') AS INTEGER)
    END AS idaci_rank_of_most_deprived_share,
    CAST(NULLIF(TRIM(r.idaci_rank_of_proportion), '') AS VARCHAR) AS idaci_rank_of_most_deprived_share_text,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.iod_year, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.iod_year, '£, ', '') AS INTEGER)
    END AS indices_year,
    CAST(NULLIF(TRIM(r.iod_year), '') AS VARCHAR) AS indices_year_text,
    CAST(NULLIF(TRIM(r.boundary), '') AS VARCHAR) AS boundary,
    CAST(NULLIF(TRIM(r.source), '') AS VARCHAR) AS source
FROM raw_published__income_deprivation_affecting_children AS r
