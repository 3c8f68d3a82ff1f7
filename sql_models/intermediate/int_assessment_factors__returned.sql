/*---
description: One row per factor found at an assessment in a census, from the table of factors or the assessment's own list.
grain: [assessment_row_id, factor_number]
columns:
  assessment_row_id: File and data row of the assessment.
  factor_number: Number of the factor among those of the assessment, from 1, by code.
  assessment_factor_code: Factor found at the assessment.
  row_id: File and data row that tells the factor; that of the assessment when it lists its factors itself.
source: >-
  CIN census: the XML and the CSV files of most systems have a row a factor; others list them in a column of the
  assessment, which then stands for the rows. A factor whose assessment is not in the file belongs to none.
---*/
WITH listed AS (
    SELECT
        a.row_id AS assessment_row_id,
        a.la_code,
        a.collection_year,
        a.child_key,
        -- However the list is written: 1A, 2B or ["1A", "2B"] or 1A;2B.
        UNNEST(STRING_SPLIT(
            REPLACE(REPLACE(TRANSLATE(UPPER(a.assessment_factors), '[](){}''"', ''), ';', ','), ' ', ','), ','
        )) AS assessment_factor_code,
        a.row_id
    FROM stg_cin_census__assessments AS a
    WHERE a.assessment_factors IS NOT NULL
),

factors AS (
    SELECT l.*
    FROM listed AS l
    WHERE l.assessment_factor_code <> ''
    UNION ALL
    SELECT
        a.row_id AS assessment_row_id,
        a.la_code,
        a.collection_year,
        a.child_key,
        f.assessment_factor_code,
        f.row_id
    FROM stg_cin_census__assessment_factors AS f
    INNER JOIN stg_cin_census__assessments AS a
        ON
            f.la_code = a.la_code
            AND f.collection_year = a.collection_year
            AND f.child_key = a.child_key
            AND f.cin_details_id_text = a.cin_details_id_text
            AND f.assessment_id_text = a.assessment_id_text
    WHERE f.assessment_factor_code IS NOT NULL AND a.assessment_factors IS NULL
)

SELECT
    f.assessment_row_id,
    CAST(ROW_NUMBER() OVER (
        PARTITION BY f.assessment_row_id ORDER BY f.assessment_factor_code, f.row_id
    ) AS INTEGER) AS factor_number,
    f.la_code,
    f.collection_year,
    f.child_key,
    CAST(f.assessment_factor_code AS VARCHAR) AS assessment_factor_code,
    f.row_id
FROM factors AS f
