/*---
description: One row per factor found at an assessment. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  cin_details_id: Number of the case (CIN details) among the child's cases in the file, from 1; with the child id it names
    the case. NULL when the text is no whole number.
  cin_details_id_text: CINdetailsID as received; NULL when blank.
  assessment_id: Number of the assessment in its case, from 1. NULL when the text is no whole number.
  assessment_id_text: AssessmentID as received; NULL when blank.
  assessment_factor_code: Factor found at the assessment.
  assessment_factor_code_text: AssessmentFactors as received; NULL when blank.
source: Assessment factors. CIN census, elements and codes as open validators and pipelines read them (2016/17 to 2026/27).
  For the years from 2012/13, on which they are silent, the elements of 2016/17 stand. Pre-proceedings are as drafted
  for 2026/27.
---*/
-- Written from contracts/cin_census/assessment_factors.yaml: change that, then run `make contracts`.
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
        WHEN MOD(TRY_CAST(TRANSLATE(r.assessmentid, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.assessmentid, '£, ', '') AS INTEGER)
    END AS assessment_id,
    CAST(NULLIF(TRIM(r.assessmentid), '') AS VARCHAR) AS assessment_id_text,
    CAST(NULLIF(UPPER(TRIM(r.assessmentfactors)), '') AS VARCHAR) AS assessment_factor_code,
    CAST(NULLIF(TRIM(r.assessmentfactors), '') AS VARCHAR) AS assessment_factor_code_text
FROM raw_cin_census__assessment_factors AS r
